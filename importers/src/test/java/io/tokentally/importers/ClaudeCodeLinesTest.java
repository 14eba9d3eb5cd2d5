package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What lines of sessions say is the same whether they are read at once or by the reader of JSON.
 */
class ClaudeCodeLinesTest {

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
    Lines session = new Lines("projects/shop/s1.jsonl", lines);
    assertThat(session.read()).isEqualTo(session.unusual().read());
  }

  private static String line(Random random) {
    List<String> members = new ArrayList<>();
    Lines.some(random, members, "type", "\"user\"", "\"assistant\"", "\"system\"", "1");
    Lines.some(random, members, "sessionId", "\"s1\"", "\"s1\"", "\"s2\"", "\"\"", "null");
    Lines.some(
        random, members, "timestamp", time(random), time(random), "\"2026-02-31T00:00:00Z\"", "5");
    Lines.some(random, members, "uuid", id(random, "u"), id(random, "u"), "\"\\u0075\"", "{}");
    Lines.some(random, members, "parentUuid", id(random, "u"), "null");
    Lines.some(random, members, "isSidechain", "false", "false", "true", "\"true\"");
    Lines.some(random, members, "isMeta", "false", "true");
    Lines.some(random, members, "agentId", "\"a1\"", "\"a2\"", "7");
    Lines.some(random, members, "version", "\"2.1\"", "\"2.2\"");
    Lines.some(random, members, "gitBranch", "\"main\"", "\"m\\\"\"", "null");
    Lines.some(random, members, "costUSD", "0.5", "null");
    Lines.some(random, members, "parentToolUseID", id(random, "t"));
    if (random.nextInt(8) == 0 && !members.isEmpty()) {
      members.add(members.get(random.nextInt(members.size()))); // a key that is written twice
    }
    Lines.some(random, members, "data", "{\"agentId\":\"a1\"}", "[{\"agentId\":\"a1\"}]", "1");
    Lines.some(random, members, "toolUseResult", "{\"agentId\":\"a1\"}", "\"text\"", "[]");
    members.add("\"message\":" + message(random));
    if (random.nextInt(4) == 0) {
      Collections.shuffle(members, random);
    }
    String line = "{" + String.join(random.nextInt(5) == 0 ? " , " : ",", members) + "}";
    int at = 1 + random.nextInt(line.length() - 1);
    return random.nextInt(8) == 0 ? line.substring(0, at) + "}" + line.substring(at + 1) : line;
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
    Lines.some(random, members, "id", id(random, "m"), id(random, "m"), "\"\"", "null");
    Lines.some(random, members, "model", "\"claude-sonnet-4-5\"", "\"<synthetic>\"", "{\"a\":1}");
    Lines.some(random, members, "role", "\"user\"");
    Lines.some(
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
    Lines.some(
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
