package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.BadCallException;
import io.tokentally.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What lines of sessions say is the same whether they are read at once or by the reader of JSON.
 */
class ClaudeCodeLinesTest {

  /** A member that nobody looks at, with an escape in its name, makes a line unusual. */
  private static final String UNUSUAL = "{\"\\u007a\":0,";

  private static final String FIRST =
      """
      {"type":"user","uuid":"first","sessionId":"s0","timestamp":"2026-03-01T09:00:00Z",\
      "message":{"role":"user","content":"x"}}""";

  @Property(tries = 200)
  void linesAreReadAsWholeOnes(@ForAll Random random) {
    List<String> lines = new ArrayList<>(List.of(FIRST));
    for (int i = 0; i < 12; i++) {
      lines.add(line(random));
    }
    List<String> unusual =
        lines.stream().map(line -> line.replaceFirst("^\\{", escaped())).toList();

    assertThat(read(lines)).isEqualTo(read(unusual));
  }

  private static String escaped() {
    return UNUSUAL.replace("\\", "\\\\");
  }

  private static String read(List<String> lines) {
    String text = String.join("\n", lines);
    try (CallImport calls =
        CallImport.of(
            "projects/shop/s1.jsonl",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            ImportOptions.DEFAULT)) {
      StringBuilder read = new StringBuilder();
      for (Call call : calls) {
        read.append(call.toJson()).append('\n');
      }
      ImportedFile file = calls.files().get(0);
      String bad =
          file.firstBad().stream()
              .map(BadCallException::line)
              .map(String::valueOf)
              .collect(Collectors.joining(","));
      return read.append(
              file.leftOut().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList())
          .append(file.repeated())
          .append(" bad ")
          .append(bad)
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Random random) {
    List<String> members = new ArrayList<>();
    some(random, members, "type", "\"user\"", "\"assistant\"", "\"system\"", "1");
    some(random, members, "sessionId", "\"s1\"", "\"s1\"", "\"s2\"", "\"\"", "null");
    some(random, members, "timestamp", time(random), time(random), "\"2026-02-31T00:00:00Z\"", "5");
    some(random, members, "uuid", id(random, "u"), id(random, "u"), "\"\\u0075\"", "{}");
    some(random, members, "parentUuid", id(random, "u"), "null");
    some(random, members, "isSidechain", "false", "false", "true", "\"true\"");
    some(random, members, "isMeta", "false", "true");
    some(random, members, "agentId", "\"a1\"", "\"a2\"", "7");
    some(random, members, "version", "\"2.1\"", "\"2.2\"");
    some(random, members, "gitBranch", "\"main\"", "\"m\\\"\"", "null");
    some(random, members, "costUSD", "0.5", "null");
    some(random, members, "parentToolUseID", id(random, "t"));
    if (random.nextInt(8) == 0 && !members.isEmpty()) {
      members.add(members.get(random.nextInt(members.size()))); // a key that is written twice
    }
    some(random, members, "data", "{\"agentId\":\"a1\"}", "[{\"agentId\":\"a1\"}]", "1");
    some(random, members, "toolUseResult", "{\"agentId\":\"a1\"}", "\"text\"", "[]");
    members.add("\"message\":" + message(random));
    if (random.nextInt(4) == 0) {
      Collections.shuffle(members, random);
    }
    String line = "{" + String.join(random.nextInt(5) == 0 ? " , " : ",", members) + "}";
    int at = 1 + random.nextInt(line.length() - 1);
    return random.nextInt(8) == 0 ? line.substring(0, at) + "}" + line.substring(at + 1) : line;
  }

  private static void some(Random random, List<String> members, String name, String... values) {
    if (random.nextInt(5) > 0) {
      members.add("\"" + name + "\":" + values[random.nextInt(values.length)]);
    }
  }

  private static String id(Random random, String kind) {
    return "\"" + kind + random.nextInt(4) + "\"";
  }

  private static String time(Random random) {
    return "\"2026-03-01T10:00:0%d%s\""
        .formatted(random.nextInt(10), random.nextBoolean() ? "Z" : ".5Z");
  }

  private static String message(Random random) {
    if (random.nextInt(10) == 0) {
      return List.of("{}", "null", "[{\"usage\":{}}]", "\"x\"").get(random.nextInt(4));
    }
    List<String> members = new ArrayList<>();
    some(random, members, "id", id(random, "m"), id(random, "m"), "\"\"", "null");
    some(random, members, "model", "\"claude-sonnet-4-5\"", "\"<synthetic>\"", "{\"a\":1}");
    some(random, members, "role", "\"user\"");
    some(
        random,
        members,
        "content",
        "\"do it\"",
        "[{\"type\":\"text\",\"text\":\"do it\"}]",
        "[{\"type\":\"tool_use\",\"id\":%s,\"name\":\"Task\",\"input\":{\"prompt\":\"do it\"}}]"
            .formatted(id(random, "t")),
        "[{\"type\":\"tool_result\",\"tool_use_id\":%s}]".formatted(id(random, "t")),
        "[{},1,{\"type\":\"tool_use\",\"name\":\"Bash\"}]",
        "{\"type\":\"tool_result\"}");
    some(
        random,
        members,
        "usage",
        "{\"input_tokens\":%d,\"output_tokens\":2}".formatted(random.nextInt(3)),
        "{\"input_tokens\":%d,\"cache_read_input_tokens\":2}".formatted(random.nextInt(20)),
        "{\"input_tokens\":0}",
        "{\"input_tokens\":\"1\"}",
        "{}",
        "null");
    return "{" + String.join(",", members) + "}";
  }
}
