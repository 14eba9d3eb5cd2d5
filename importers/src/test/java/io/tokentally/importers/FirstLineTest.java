package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FirstLineTest {

  private static final String[] MEMBERS = {
    "\"sessionId\":\"s1\"",
    "\"uuid\":\"u1\"",
    "\"parentUuid\":null",
    "\"leafUuid\":\"u2\"",
    "\"timestamp\":\"2026-03-01T10:00:00Z\"",
    "\"payload\":{\"type\":\"token_count\"}",
    "\"payload\":1",
    "\"thread_id\":\"t1\"",
    "\"usage\":{\"cached_input_tokens\":1}",
    "\"item\":{\"id\":\"i\"}",
    "\"messages\":[{\"id\":\"m\"}]",
    "\"data\":[{\"id\":\"m\",\"request_id\":1}]",
    "\"observations\":[]",
    "\"projectHash\":\"p\"",
    "\"message\":{\"usage\":{\"input_tokens\":1},\"content\":[{\"id\":1}]}",
    "\"trace_id\":\"t\"",
    "\"id\":\"msg_1\"",
    "\"sessionID\":\"s\"",
    "\"id\":\"c\",\"started_at\":1"
  };

  private static final String[] TYPES = {
    "user",
    "session_meta",
    "event_msg",
    "thread.started",
    "turn.completed",
    "item.completed",
    "summary",
    "gemini",
    "SPAN"
  };

  private final FirstLine firstLine = new FirstLine(JsonReader.newFactory());

  @Property(tries = 500)
  void whatItSeesIsWhatAllOfTheBeginningShows(@ForAll Random random) {
    List<String> members =
        new ArrayList<>(List.of("\"type\":\"" + TYPES[random.nextInt(9)] + "\""));
    for (int i = 0; i < 4; i++) {
      members.add(MEMBERS[random.nextInt(random.nextBoolean() ? 4 : MEMBERS.length)]);
    }
    String line = "{" + String.join(",", members) + "}";
    String text = random.nextInt(3) == 0 ? line.replace(":", ":\n") : line + "\n" + line;
    int length = random.nextInt(4) == 0 ? random.nextInt(text.length()) : text.length();
    byte[] head = text.substring(0, length).getBytes(StandardCharsets.UTF_8);

    assertThat(firstLine.beginning(head, head.length)).isEqualTo(Beginning.of(head));
  }

  @Test
  void aLineOfASessionIsSeen() {
    byte[] head = "{\"parentUuid\":null,\"sessionId\":\"s\"}\n{".getBytes(StandardCharsets.UTF_8);
    assertThat(firstLine.isSession(head, head.length)).isTrue();
    assertThat(firstLine.isSession(head, 20)).isFalse();
  }
}
