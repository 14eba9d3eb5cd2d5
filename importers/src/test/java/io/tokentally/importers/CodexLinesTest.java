package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What lines of rollouts say is the same whether they are read at once or by the reader of JSON.
 */
class CodexLinesTest {

  private static final String FIRST =
      """
      {"timestamp":"2026-03-01T09:00:00Z","type":"session_meta","payload":{"id":"t1","cwd":"/a/shop"}}""";

  private static final String MESSAGE =
      """
      {"timestamp":"2026-03-01T09:00:00Z","type":"event_msg","payload":{"type":"agent_message"}}""";

  @Property(tries = 200)
  void linesAreReadAsWholeOnes(@ForAll Random random) {
    // What the file is, is recognised by its first line, which is whole.
    List<String> lines = new ArrayList<>(List.of(random.nextBoolean() ? FIRST : MESSAGE));
    for (int i = 0; i < 15; i++) {
      lines.add(line(random));
    }

    Lines rollout = new Lines("sessions/rollout-1-t1.jsonl", lines);
    assertThat(rollout.read()).isEqualTo(rollout.unusual().read());
  }

  private static String line(Random random) {
    List<String> members = new ArrayList<>();
    Lines.some(random, members, "timestamp", time(random), time(random), "\"2026-02-31\"", "1");
    members.add(
        "\"type\":\"%s\""
            .formatted(
                List.of("session_meta", "turn_context", "token_usage_record", "response_item")
                    .get(random.nextInt(4))));
    if (random.nextInt(2) == 0) {
      members.set(members.size() - 1, "\"type\":\"event_msg\"");
    }
    Lines.some(random, members, "ordinal", "1", "2");
    members.add("\"payload\":" + payload(random));
    if (random.nextInt(9) == 0) {
      members.add(members.get(0)); // a key that is written twice
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(members, random);
    }
    String line = "{" + String.join(random.nextInt(5) == 0 ? " , " : ",", members) + "}";
    int at = 1 + random.nextInt(line.length() - 1);
    return random.nextInt(9) == 0 ? line.substring(0, at) + "}" + line.substring(at + 1) : line;
  }

  private static String time(Random random) {
    return "\"2026-03-01T10:00:%02d.123Z\"".formatted(random.nextInt(60));
  }

  private static String payload(Random random) {
    if (random.nextInt(10) == 0) {
      return List.of("{}", "null", "[{\"type\":\"token_count\"}]", "1").get(random.nextInt(4));
    }
    List<String> members = new ArrayList<>();
    Lines.some(
        random,
        members,
        "type",
        "\"token_count\"",
        "\"token_count\"",
        "\"token_count\"",
        "\"agent_message\"",
        "\"\"",
        "7");
    Lines.some(random, members, "id", "\"t1\"", "\"t2\"", "\"\\u0074\"");
    Lines.some(random, members, "model", "\"gpt-5\"", "\"gpt-5-codex\"", "null");
    Lines.some(random, members, "turn_id", "\"1\"", "{}");
    Lines.some(random, members, "thread_id", "\"t1\"", "\"t2\"");
    Lines.some(random, members, "response_id", "\"r1\"", "\"r2\"");
    Lines.some(
        random,
        members,
        "info",
        "{\"total_token_usage\":%s,\"last_token_usage\":%s}"
            .formatted(usage(random), usage(random)),
        "{\"total_token_usage\":%s}".formatted(usage(random)),
        "{\"last_token_usage\":%s}".formatted(usage(random)),
        "null");
    if (random.nextInt(3) == 0) {
      Lines.some(random, members, "usage", usage(random), usage(random), "1");
      Lines.some(random, members, "thread_token_usage", usage(random));
      Lines.some(random, members, "forked_from_id", "\"t0\"");
      Lines.some(random, members, "parent_thread_id", "\"t2\"");
      Lines.some(
          random,
          members,
          "source",
          "\"cli\"",
          "{\"subagent\":{\"thread_spawn\":{\"parent_thread_id\":\"t3\"}}}");
      Lines.some(random, members, "cwd", "\"/a/shop\"", "\"b\"");
      Lines.some(random, members, "thread_settings", "{\"service_tier\":\"flex\"}", "{}", "\"x\"");
    }
    Collections.shuffle(members, random);
    return "{" + String.join(",", members) + "}";
  }

  private static String usage(Random random) {
    return "{\"input_tokens\":%d,\"output_tokens\":%d}"
        .formatted(random.nextInt(40), random.nextInt(3));
  }
}
