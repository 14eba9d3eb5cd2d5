package io.tokentally.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokentally.TokentallyMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The document that describes the service: the contract's, as it is, and over it what the service
 * adds, its own operations and the errors of every HTTP service.
 */
final class OpenApi {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  private OpenApi() {}

  static String document(String url) throws IOException {
    ObjectNode document = read("openapi.json");
    ObjectNode additions = read("additions.json");
    merge(document, additions);
    JsonNode errors = document.at("/components/responses/Error");
    for (JsonNode path : document.get("paths")) {
      for (JsonNode operation : path) {
        ((ObjectNode) operation.get("responses")).set("4XX", errors);
      }
    }
    document.putArray("servers").addObject().put("url", url);
    return MAPPER.writeValueAsString(document);
  }

  private static void merge(ObjectNode into, ObjectNode additions) {
    for (Map.Entry<String, JsonNode> member : additions.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode below
          && member.getValue() instanceof ObjectNode more) {
        merge(below, more);
      } else {
        into.set(member.getKey(), member.getValue());
      }
    }
  }

  private static ObjectNode read(String name) throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is missing from the program");
      }
      return (ObjectNode) MAPPER.readTree(in);
    }
  }
}
