package io.tokentally.benchmarks.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a rollup needs by hand, straight from tokens; believes its input. */
final class Extraction {

  /**
   * A call as it is left.
   *
   * @param usage tokens by model: prompt, completion, total, cached ones read and written
   */
  record Extracted(
      @Nullable String id,
      @Nullable String parentId,
      @Nullable String traceId,
      @Nullable String startedAt,
      @Nullable String endedAt,
      Map<String, long[]> usage) {}

  private final JsonParser parser;
  private final Map<String, String> models = new HashMap<>();

  Extraction(JsonParser parser) {
    this.parser = parser;
  }

  List<Extracted> calls() throws IOException {
    List<Extracted> calls = new ArrayList<>();
    while (parser.nextToken() != null) {
      calls.add(call());
    }
    return calls;
  }

  private Extracted call() throws IOException {
    String id = null;
    String parent = null;
    String trace = null;
    String start = null;
    String end = null;
    Map<String, long[]> usage = Map.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "id" -> id = parser.getText();
        case "parent_id" -> parent = parser.getText();
        case "trace_id" -> trace = parser.getText();
        case "started_at" -> start = parser.getText();
        case "ended_at" -> end = parser.getText();
        case "summary" -> usage = summary();
        default -> parser.skipChildren();
      }
    }
    return new Extracted(id, parent, trace, start, end, usage);
  }

  private Map<String, long[]> summary() throws IOException {
    Map<String, long[]> usage = Map.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      if (key.equals("usage")) {
        usage = usage();
      } else {
        parser.skipChildren();
      }
    }
    return usage;
  }

  private Map<String, long[]> usage() throws IOException {
    Map<String, long[]> usage = new HashMap<>(2);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String model = models.computeIfAbsent(parser.currentName(), name -> name);
      parser.nextToken();
      usage.put(model, counts());
    }
    return usage;
  }

  private long[] counts() throws IOException {
    long[] counts = new long[5];
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "prompt_tokens" -> counts[0] = parser.getLongValue();
        case "completion_tokens" -> counts[1] = parser.getLongValue();
        case "total_tokens" -> counts[2] = parser.getLongValue();
        case "cache_read_input_tokens" -> counts[3] = parser.getLongValue();
        case "cache_creation_input_tokens" -> counts[4] = parser.getLongValue();
        default -> parser.skipChildren();
      }
    }
    return counts;
  }
}
