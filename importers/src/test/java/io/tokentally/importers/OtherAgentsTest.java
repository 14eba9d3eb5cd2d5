package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherAgentsTest {

  @TempDir Path folder;

  private static String meta(String id, String more) {
    return """
        {"timestamp":"2026-09-01T10:00:00Z","type":"session_meta","payload":{"id":"%s","cwd":"/src/shop"%s}}\
        """
        .formatted(id, more);
  }

  private static final String CONTEXT =
      """
      {"timestamp":"2026-09-01T10:00:00Z","type":"turn_context","payload":{"model":"gpt-5","turn_id":"t1"}}""";

  private static String tokens(String time, String total, String last) {
    return """
        {"timestamp":"%s","type":"event_msg","payload":{"type":"token_count","info":{%s%s}}}\
        """
        .formatted(
            time,
            total.isEmpty() ? "" : "\"total_token_usage\":" + usage(total),
            last.isEmpty()
                ? ""
                : (total.isEmpty() ? "" : ",") + "\"last_token_usage\":" + usage(last));
  }

  /** {@return usage of four counts: input, cached in it, output, reasoning in it} */
  private static String usage(String counts) {
    String[] of = counts.split(" ", -1);
    long total = Long.parseLong(of[0]) + Long.parseLong(of[2]);
    return """
        {"input_tokens":%s,"cached_input_tokens":%s,"output_tokens":%s,"reasoning_output_tokens":%s,"total_tokens":%d}"""
        .formatted(of[0], of[1], of[2], of[3], total);
  }

  @Test
  void codexCountsTheLastUsageOfEachEvent() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "sessions/2026/09/01/rollout-1.jsonl",
                meta("th1", ""),
                CONTEXT,
                tokens("2026-09-01T10:00:01Z", "100 40 10 5", "100 40 10 5"),
                tokens("2026-09-01T10:00:02Z", "100 40 10 5", "100 40 10 5"),
                tokens("2026-09-01T10:00:03Z", "300 140 30 5", "200 100 20 0")));

    assertThat(read.totals().get("gpt-5"))
        .returns(300L, LLMAggregatedUsage::promptTokens)
        .returns(140L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(30L, LLMAggregatedUsage::completionTokens)
        .returns(2L, LLMAggregatedUsage::requests);
    assertThat(read.call("th1#1"))
        .returns("th1", Call::parentId)
        .returns("t1", Call::turnId)
        .returns("shop", Call::projectId);
    assertThat(read.file().leftOut()).containsEntry("token_count that repeats the one before", 1L);
  }

  @Test
  void codexCountsWhatTheTotalGrewByWhereThereIsNoLastUsage() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "rollout-1.jsonl",
                meta("th1", ""),
                CONTEXT,
                tokens("2026-09-01T10:00:01Z", "100 40 10 5", ""),
                tokens("2026-09-01T10:00:03Z", "300 140 30 5", "")));

    assertThat(read.totals().get("gpt-5"))
        .returns(300L, LLMAggregatedUsage::promptTokens)
        .returns(30L, LLMAggregatedUsage::completionTokens);
  }

  @Test
  void aForkedSessionOfCodexDoesNotRepeatItsOrigin() {
    Imports.write(
        folder,
        "rollout-1.jsonl",
        meta("th1", ""),
        CONTEXT,
        tokens("2026-09-01T10:00:01Z", "100 40 10 5", "100 40 10 5"));
    Imports.write(
        folder,
        "rollout-2.jsonl",
        meta("th2", ",\"source\":{\"subagent\":{\"thread_spawn\":{\"parent_thread_id\":\"th1\"}}}"),
        meta("th1", ""),
        CONTEXT,
        tokens("2026-09-01T11:00:00Z", "100 40 10 5", "100 40 10 5"),
        tokens("2026-09-01T11:00:03Z", "150 40 15 5", "50 0 5 0"));

    Imports read = Imports.of(folder);

    assertThat(read.totals().get("gpt-5").promptTokens()).isEqualTo(150);
    assertThat(read.call("th2")).returns("th1", Call::parentId).returns("th1", Call::traceId);
    assertThat(read.report().rootIds()).containsExactly("th1");
    assertThat(read.file().repeated()).isEqualTo(1);
  }

  private static String turn(int input, int cached, int output) {
    return """
        {"type":"turn.completed","usage":{"input_tokens":%d,"cached_input_tokens":%d,"output_tokens":%d}}
        """
        .formatted(input, cached, output)
        .strip();
  }

  @Test
  void codexExecSaysWhatTheSessionUsedSoFar() {
    Imports.write(
        folder,
        "a.jsonl",
        "{\"type\":\"thread.started\",\"thread_id\":\"th1\"}",
        "{\"type\":\"turn.started\"}",
        turn(100, 40, 10));
    Imports.write(
        folder,
        "b.jsonl",
        "{\"type\":\"thread.started\",\"thread_id\":\"th1\"}",
        turn(250, 140, 15),
        turn(250, 140, 15),
        turn(100, 40, 16));

    Imports read = Imports.of(folder);

    assertThat(read.totals().get("unknown"))
        .returns(250L, LLMAggregatedUsage::promptTokens)
        .returns(140L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(15L, LLMAggregatedUsage::completionTokens);
    assertThat(read.call("th1#exec2")).returns("th1", Call::parentId);
    assertThat(read.report().rootIds()).containsExactly("th1");
    assertThat(read.file("b.jsonl").repeated()).isEqualTo(1);
    assertThat(read.file("b.jsonl").firstBad().get(0).line()).isEqualTo(4);
  }

  @Test
  void codexExecDoesNotRepeatARollout() {
    Imports.write(
        folder,
        "exec.jsonl",
        "{\"type\":\"thread.started\",\"thread_id\":\"th1\"}",
        turn(100, 40, 10));
    Imports.write(
        folder,
        "rollout-1.jsonl",
        meta("th1", ""),
        CONTEXT,
        tokens("2026-09-01T10:00:01Z", "100 40 10 5", "100 40 10 5"));

    assertThat(Imports.of(folder).totals()).containsOnlyKeys("gpt-5");
  }

  @Test
  void packedFilesAreNamed() throws IOException {
    Files.write(folder.resolve("a.jsonl"), new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 4, 0});
    Files.write(folder.resolve("b.jsonl"), new byte[] {'P', 'K', 3, 4, 20, 0});

    Imports read = Imports.of(folder);
    assertThat(read.file("a.jsonl").problem())
        .contains("compressed with zstd (zstd -d unpacks it)");
    assertThat(read.file("b.jsonl").problem()).contains("a zip archive (unzip unpacks it)");
  }

  @Test
  void geminiCliIsReadAsItsInterfaceCounts() {
    String session =
        """
        {
          "sessionId": "g1", "projectHash": "p", "startTime": "2026-09-01T10:00:00Z",
          "messages": [
            {"id": "u1", "timestamp": "2026-09-01T10:00:00Z", "type": "user", "content": "secret"},
            {"id": "a1", "timestamp": "2026-09-01T10:00:01Z", "type": "gemini", "content": "secret",
             "model": "gemini-2.5-pro",
             "tokens": {"input": 100, "output": 10, "cached": 60, "thoughts": 30, "tool": 0, "total": 140}}
          ]
        }""";

    Imports read = Imports.of(Imports.write(folder, "chats/session-1.json", session));

    assertThat(read.totals().get("gemini-2.5-pro"))
        .returns(100L, LLMAggregatedUsage::promptTokens)
        .returns(60L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(40L, LLMAggregatedUsage::completionTokens);
    assertThat(read.call("a1")).returns("g1", Call::traceId).returns("u1", Call::turnId);
    assertThat(read.calls()).noneMatch(call -> call.toJson().contains("secret"));
  }

  @Test
  void aMessageOfGeminiCliThatIsWrittenAgainReplacesTheOneBefore() {
    String message =
        """
        {"id":"a1","timestamp":"2026-09-01T10:00:01Z","type":"gemini","model":"gemini-2.5-pro",\
        "tokens":{"input":100,"output":%d,"total":%d}}\
        """;

    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "session-1.jsonl",
                "{\"sessionId\":\"g1\",\"projectHash\":\"p\",\"startTime\":\"2026-09-01T10:00:00Z\"}",
                message.formatted(1, 101),
                message.formatted(20, 120)));

    assertThat(read.totals().get("gemini-2.5-pro"))
        .returns(20L, LLMAggregatedUsage::completionTokens)
        .returns(1L, LLMAggregatedUsage::requests);
  }

  /** As chatRecordingService.ts of gemini-cli writes them in August 2026. */
  @Test
  void anAgentOfGeminiCliIsBelowTheSessionWhoseFolderItIsIn() {
    String message =
        """
        {"id":"%s","timestamp":"2026-09-01T10:00:01Z","content":"","type":"gemini","model":"gemini-2.5-pro",\
        "tokens":{"input":100,"output":1,"cached":0,"thoughts":0,"tool":0,"total":101}}\
        """;
    Imports.write(
        folder,
        "chats/session-2026-09-01T10-00-g1.jsonl",
        "{\"sessionId\":\"g1\",\"projectHash\":\"p\",\"startTime\":\"2026-09-01T10:00:00Z\",\"kind\":\"main\"}",
        message.formatted("a1"));
    Imports.write(
        folder,
        "chats/g1/g2.jsonl",
        "{\"sessionId\":\"g2\",\"projectHash\":\"p\",\"startTime\":\"2026-09-01T10:00:00Z\",\"kind\":\"subagent\"}",
        message.formatted("b1"));

    Imports read = Imports.of(folder);

    assertThat(read.call("g2"))
        .returns("g1", Call::parentId)
        .returns("g1", Call::traceId)
        .returns("g2", Call::threadId);
    assertThat(read.report().rootIds()).containsExactly("g1");
    assertThat(read.totals().get("gemini-2.5-pro").requests()).isEqualTo(2);
  }

  @Test
  void messagesThatACheckpointOfGeminiCliAloneHasCount() {
    String tokens = "\"tokens\":{\"input\":100,\"output\":1,\"total\":101}}";
    String message =
        "{\"id\":\"%s\",\"timestamp\":\"2026-09-01T10:00:01Z\",\"type\":\"gemini\",\"model\":\"gemini-2.5-pro\","
            + tokens;

    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "session-1.jsonl",
                "{\"sessionId\":\"g1\",\"projectHash\":\"p\",\"startTime\":\"2026-09-01T10:00:00Z\"}",
                message.formatted("a1"),
                "{\"$set\":{\"messages\":["
                    + message.formatted("a1")
                    + ","
                    + message.formatted("a2")
                    + "]}}"));

    assertThat(read.totals().get("gemini-2.5-pro").requests()).isEqualTo(2);
    assertThat(read.file().leftOut()).doesNotContainKey("messages that were written again later");
  }

  @Test
  void openCodeLeavesCachedTokensOutOfInput() {
    Imports.write(
        folder,
        "storage/session/p/ses_2.json",
        "{\"id\":\"ses_2\",\"parentID\":\"ses_1\",\"directory\":\"/src/shop\",\"title\":\"x\",\"time\":{\"created\":1788256800000}}");
    Imports.write(
        folder,
        "storage/session/p/ses_1.json",
        "{\"id\":\"ses_1\",\"directory\":\"/src/shop\",\"title\":\"x\",\"time\":{\"created\":1788256800000}}");
    Imports.write(
        folder,
        "storage/message/ses_2/msg_1.json",
        """
        {"id":"msg_1","sessionID":"ses_2","role":"assistant","modelID":"gpt-5","providerID":"openai",
         "time":{"created":1788256800000,"completed":1788256801000},"cost":0.5,
         "tokens":{"total":175,"input":100,"output":10,"reasoning":5,"cache":{"read":60,"write":0}}}""");

    Imports read = Imports.of(folder);

    assertThat(read.totals().get("gpt-5"))
        .returns(160L, LLMAggregatedUsage::promptTokens)
        .returns(60L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(15L, LLMAggregatedUsage::completionTokens);
    assertThat(read.call("msg_1").startedAt()).hasToString("2026-09-01T10:00:00Z");
    assertThat(read.report().rootIds()).containsExactly("ses_1");
  }
}
