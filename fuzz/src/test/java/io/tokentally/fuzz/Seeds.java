package io.tokentally.fuzz;

import io.tokentally.importers.CallImport;
import io.tokentally.importers.FileKind;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What fuzzing starts from: a sample of the conformance vectors, and lines of this module's own
 * where there are no vectors. What fuzzing found stands in a file of its own, below the name of the
 * test.
 */
public final class Seeds {

  /** Enough of a file to reach every form in it; each is also a test in every build. */
  private static final int MOST_OF_A_FILE = 40;

  private Seeds() {}

  static Stream<byte[]> queries() {
    return Stream.concat(
            vectors("standard-schema.jsonl", vector -> vector.json("doc")),
            Stream.concat(
                vectors("standard-eval.jsonl", vector -> vector.json("query")),
                Stream.concat(
                    vectors("weave-eval.jsonl", vector -> vector.json("query")),
                    vectors("weave-calls-complete.jsonl", vector -> vector.json("query")))))
        .map(Seeds::bytes);
  }

  static Stream<byte[]> queryTexts() {
    return own("query-texts.txt");
  }

  static Stream<byte[]> calls() {
    return Stream.concat(
            vectors("filter.jsonl", vector -> vector.json("doc")),
            Stream.concat(
                vectors("callsusage.jsonl", vector -> vector.json("calls")),
                vectors("weave-sort.jsonl", vector -> lines(vector.list("docs")))))
        .map(Seeds::bytes);
  }

  static Stream<byte[]> documents() {
    return Stream.concat(
        queries(), vectors("filter.jsonl", vector -> vector.json("doc")).map(Seeds::bytes));
  }

  static Stream<byte[]> rollups() {
    List<Vector> rollups = Vectors.read("standard-rollup.jsonl");
    return Stream.concat(
            sample(rollups.stream().filter(vector -> vector.has("calls")).toList())
                .map(vector -> lines(vector.list("calls"))),
            vectors("standard-usage.jsonl", Seeds::callOfUsage))
        .map(Seeds::bytes);
  }

  static Stream<byte[]> costs() {
    return requests("create").map(request -> JsonText.of(request.get("costs"))).map(Seeds::bytes);
  }

  static Stream<byte[]> priceLists() {
    return own("price-lists.jsonl");
  }

  static Stream<byte[]> providerUsages() {
    return own("usages.jsonl");
  }

  static Stream<byte[]> spans() {
    return own("spans.jsonl");
  }

  /** {@return files of other tools, which stand behind blank lines} */
  static Stream<byte[]> imports() {
    return Stream.of(whole("imports.txt").split("\n\n")).map(file -> bytes(file + "\n"));
  }

  /** {@return those of one tool} */
  static Stream<byte[]> imports(FileKind kind) {
    return imports().filter(file -> CallImport.kind(file) == kind);
  }

  static Stream<byte[]> creations() {
    return requests("create").map(JsonText::of).map(Seeds::bytes);
  }

  static Stream<byte[]> costQueries() {
    return requests("query").map(JsonText::of).map(Seeds::bytes);
  }

  static Stream<byte[]> purges() {
    return requests("purge").map(JsonText::of).map(Seeds::bytes);
  }

  static Stream<byte[]> callsUsages() {
    return Stream.of(
            """
            {"project_id":"p","call_ids":["a","b","x"],"include_costs":true,"limit":10}""",
            """
            {"project_id":"p","call_ids":[]}""",
            """
            {"project_id":"p","call_ids":["a","\\ud800","\\ud83d\\ude00"]}""")
        .map(Seeds::bytes);
  }

  public static Stream<byte[]> postedCalls() {
    return vectors("weave-sort.jsonl", vector -> lines(vector.list("docs"))).map(Seeds::bytes);
  }

  public static Stream<byte[]> commandLines() {
    return own("command-lines.txt").map(line -> bytes(Foreign.text(line).replace("|", "\n")));
  }

  static Stream<byte[]> traceUsages() {
    return Stream.concat(
            vectors("filter.jsonl", vector -> traceUsage("filter", vector.get("filter"))),
            vectors("weave-eval.jsonl", vector -> traceUsage("query", vector.get("query"))))
        .map(Seeds::bytes);
  }

  private static String traceUsage(String part, @Nullable Object value) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("project_id", "p");
    request.put(part, value);
    request.put("include_costs", true);
    return JsonText.of(request);
  }

  private static String callOfUsage(Vector vector) {
    Map<String, @Nullable Object> call = new LinkedHashMap<>();
    call.put("id", "a");
    call.put("summary", vector.get("summary"));
    return JsonText.of(call);
  }

  private static Stream<Map<String, @Nullable Object>> requests(String operation) {
    List<Map<String, @Nullable Object>> requests = new ArrayList<>();
    for (Vector vector : Vectors.read("costapi.jsonl")) {
      for (Object step : vector.list("steps")) {
        if (step instanceof Map<?, ?> members && members.get("op").equals(operation)) {
          requests.add(object(members.get("request")));
        }
      }
    }
    return sample(requests);
  }

  @SuppressWarnings("unchecked") // the vectors are the project's own
  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  private static Stream<String> vectors(String file, Function<Vector, String> text) {
    return sample(Vectors.read(file)).map(text);
  }

  /** {@return some of the elements, at equal distances} */
  private static <T> Stream<T> sample(List<T> all) {
    int count = Math.min(MOST_OF_A_FILE, all.size());
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> all.get((int) ((long) i * all.size() / count)));
  }

  private static String lines(List<@Nullable Object> values) {
    return String.join("\n", values.stream().map(JsonText::of).toList());
  }

  private static Stream<byte[]> own(String file) {
    return whole(file).lines().map(Seeds::bytes);
  }

  private static String whole(String file) {
    try (InputStream in = Seeds.class.getResourceAsStream(file)) {
      return Foreign.text(Objects.requireNonNull(in, file).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
