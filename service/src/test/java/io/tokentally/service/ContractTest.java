package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer has the schema that the description of the service gives it. */
class ContractTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  private static RunningService service;
  private static TestClient client;
  private static JsonNode description;

  @BeforeAll
  static void start() throws IOException {
    service = RunningService.inMemory();
    client = service.client();
    description = MAPPER.readTree(client.get("/openapi.json").body());
    client.postCalls(
        """
        {"id":"a","project_id":"p","trace_id":"t","started_at":"2025-06-01"}
        {"id":"b","project_id":"p","trace_id":"t","parent_id":"a","started_at":"2025-06-01",\
        "summary":{"usage":{"m":{"requests":1,"prompt_tokens":3},"n":{"requests":1}}}}
        """);
    client.post(
        "/cost/create",
        "{\"project_id\":\"p\",\"costs\":{\"m\":{\"prompt_token_cost\":0.0000001,"
            + "\"completion_token_cost\":1e-30}}}");
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          200 # /cost/create # {"project_id":"q","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":2}}}
          200 # /cost/create # {"project_id":"q","costs":{}}
          422 # /cost/create # {"project_id":"q","costs":{"m":{"prompt_token_cost":-1}}}
          200 # /cost/query  # {"project_id":"p"}
          200 # /cost/query  # {"project_id":"p","fields":["llm_id"],"sort_by":[{"field":"id","direction":"asc"}],"limit":1}
          200 # /cost/query  # {"project_id":"none"}
          422 # /cost/query  # {"project_id":"p","offset":-1}
          422 # /cost/query  # [
          200 # /cost/purge  # {"project_id":"p","query":{"$expr":{"$eq":[{"$getField":"id"},{"$literal":"x"}]}}}
          422 # /cost/purge  # {"project_id":"p"}
          200 # /calls/usage # {"project_id":"p","call_ids":["a","x"],"include_costs":true}
          200 # /calls/usage # {"project_id":"p","call_ids":["a"]}
          422 # /calls/usage # {"project_id":"p","call_ids":["a"],"limit":1}
          200 # /trace/usage # {"project_id":"p","include_costs":true}
          200 # /trace/usage # {"project_id":"p","query":{"$expr":{"$eq":[{"$getField":"id"},{"$literal":"b"}]}}}
          422 # /trace/usage # {"project_id":"p","filter":{"call_ids":"a"}}
          415 # /calls       # {}
          405 # /healthz     # {}
          404 # /cost        # {}
          """)
  void anAnswerHasItsSchema(int status, String path, String body) throws IOException {
    HttpResponse<String> answer =
        path.equals("/calls") ? client.postAs("text/plain", path, body) : client.post(path, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertHasSchema(answer, "post", path.equals("/cost") ? "/calls" : path);
  }

  @Test
  void answersToCallsHaveTheirSchema() throws IOException {
    assertHasSchema(client.postCalls("{\"id\":\"c\",\"project_id\":\"p\"}"), "post", "/calls");
    assertHasSchema(client.postCalls("{}"), "post", "/calls");
  }

  @ParameterizedTest
  @CsvSource({"/healthz", "/openapi.json"})
  void openAnswersHaveTheirSchema(String path) throws IOException {
    assertHasSchema(client.get(path), "get", path);
  }

  @Test
  void anAnswerThatIsNotAsDescribedWouldBeSeen() {
    JsonNode wrong = MAPPER.createObjectNode().put("results", 1);

    assertThat(faults(wrong, description.at("/components/schemas/CostQueryRes"))).isNotEmpty();
  }

  @Test
  void theContractIsDescribedAsItIs() throws IOException {
    JsonNode contract;
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      contract = MAPPER.readTree(in);
    }
    contract
        .get("components")
        .get("schemas")
        .properties()
        .forEach(
            schema ->
                assertThat(description.at("/components/schemas/" + schema.getKey()))
                    .isEqualTo(schema.getValue()));
    for (String path : List.of("cost/create", "cost/query", "cost/purge", "calls/usage")) {
      String place = "/paths/~1" + path.replace("/", "~1") + "/post/";
      for (String part : List.of("operationId", "requestBody", "responses/200", "responses/422")) {
        assertThat(description.at(place + part)).isEqualTo(contract.at(place + part));
      }
    }
    assertThat(description.at("/servers/0/url").asText()).isEqualTo(client.uri().toString());
  }

  private static void assertHasSchema(HttpResponse<String> answer, String method, String path)
      throws IOException {
    JsonNode responses = description.get("paths").get(path).path(method).path("responses");
    if (responses.isMissingNode()) {
      responses = description.get("paths").get("/calls").get("post").get("responses");
    }
    JsonNode response = responses.path("" + answer.statusCode());
    JsonNode described = response.isMissingNode() ? responses.get("4XX") : response;
    JsonNode schema = described.at("/content/application~1json/schema");

    assertThat(faults(MAPPER.readTree(answer.body()), schema)).as(answer.body()).isEmpty();
  }

  private static List<Error> faults(JsonNode answer, JsonNode schema) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.set("$defs", inDefs(description.at("/components/schemas")));
    whole.putArray("allOf").add(inDefs(schema));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
    return compiled.validate(
        answer, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  /** JSON Schema keeps its parts elsewhere than OpenAPI. */
  private static JsonNode inDefs(JsonNode schema) {
    try {
      return MAPPER.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
