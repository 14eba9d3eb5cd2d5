package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeCodeTest {

  private static final String MODEL = "claude-sonnet-4-5-20250929";

  @TempDir Path folder;

  private static String prompt(String session, String uuid, String time) {
    return """
        {"type":"user","uuid":"%s","parentUuid":null,"isSidechain":false,"sessionId":"%s",\
        "timestamp":"%s","message":{"role":"user","content":"a secret"}}\
        """
        .formatted(uuid, session, time);
  }

  private static String answer(String session, String id, String time, String usage) {
    return """
        {"type":"assistant","uuid":"%s-line","isSidechain":false,"sessionId":"%s","timestamp":"%s",\
        "requestId":"req-%s","version":"2.1.0","message":{"id":"%s","role":"assistant","model":"%s",\
        "content":[{"type":"text","text":"a secret"}],"usage":{%s}}}\
        """
        .formatted(id, session, time, id, id, MODEL, usage);
  }

  @Test
  void aMessageOnManyLinesCountsOnceWithItsLastUsage() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "projects/shop/s1.jsonl",
                prompt("s1", "p1", "2026-09-01T10:00:00Z"),
                answer(
                    "s1", "m1", "2026-09-01T10:00:01Z", "\"input_tokens\":5,\"output_tokens\":1"),
                answer(
                    "s1", "m1", "2026-09-01T10:00:02Z", "\"input_tokens\":5,\"output_tokens\":7"),
                answer(
                    "s1", "m2", "2026-09-01T10:00:03Z", "\"input_tokens\":3,\"output_tokens\":2"),
                answer(
                    "s1", "m1", "2026-09-01T10:00:04Z", "\"input_tokens\":5,\"output_tokens\":9")));

    assertThat(read.calls()).extracting(Call::id).containsExactlyInAnyOrder("m1", "m2", "p1", "s1");
    assertThat(read.call("m1"))
        .returns("p1", Call::parentId)
        .returns("s1", Call::traceId)
        .returns("shop", Call::projectId)
        .returns(null, Call::output);
    assertThat(read.call("m1").startedAt()).hasToString("2026-09-01T10:00:01Z");
    assertThat(read.call("m1").endedAt()).hasToString("2026-09-01T10:00:04Z");
    assertThat(read.totals().get(MODEL))
        .returns(8L, LLMAggregatedUsage::promptTokens)
        .returns(11L, LLMAggregatedUsage::completionTokens)
        .returns(2L, LLMAggregatedUsage::requests);
    assertThat(read.report().rootIds()).containsExactly("s1");
    assertThat(read.report().anomalies()).isEmpty();
    assertThat(read.file().leftOut()).containsEntry("user", 1L);
  }

  @Test
  void aPartialLineAfterTheWholeOneDoesNotCount() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "s1.jsonl",
                answer(
                    "s1", "m1", "2026-09-01T10:00:01Z", "\"input_tokens\":5,\"output_tokens\":90"),
                answer(
                    "s1", "m1", "2026-09-01T10:00:02Z", "\"input_tokens\":5,\"output_tokens\":1")));

    assertThat(read.totals().get(MODEL).completionTokens()).isEqualTo(90);
  }

  @Test
  void aSubagentIsBelowTheMessageThatStartedIt() {
    String task =
        """
        {"type":"assistant","uuid":"a1","isSidechain":false,"sessionId":"s1",\
        "timestamp":"2026-09-01T10:00:01Z","message":{"id":"m1","model":"%s","content":[{"type":\
        "tool_use","id":"toolu_1","name":"Task","input":{"prompt":"look"}}],\
        "usage":{"input_tokens":1,"output_tokens":1}}}\
        """
            .formatted(MODEL);
    String result =
        """
        {"type":"user","uuid":"u2","isSidechain":false,"sessionId":"s1","timestamp":\
        "2026-09-01T10:00:09Z","toolUseResult":{"agentId":"abc","totalTokens":999,"usage":\
        {"input_tokens":999}},"message":{"role":"user","content":[{"tool_use_id":"toolu_1","type":\
        "tool_result","content":"done"}]}}\
        """;
    String agent =
        """
        {"type":"assistant","uuid":"b1","parentUuid":"b0","isSidechain":true,"agentId":"abc",\
        "sessionId":"s1","timestamp":"2026-09-01T10:00:05Z","message":{"id":"m2","model":"%s",\
        "content":[],"usage":{"input_tokens":10,"output_tokens":20}}}\
        """
            .formatted(MODEL);
    Imports.write(
        folder, "projects/shop/s1.jsonl", prompt("s1", "p1", "2026-09-01T10:00:00Z"), task, result);
    Imports.write(folder, "projects/shop/s1/subagents/agent-abc.jsonl", agent);

    Imports read = Imports.of(folder);

    assertThat(read.call("m2").parentId()).isEqualTo("agent-abc");
    assertThat(read.call("agent-abc").parentId()).isEqualTo("m1");
    assertThat(read.call("m1").parentId()).isEqualTo("p1");
    assertThat(read.report().rootIds()).containsExactly("s1");
    assertThat(read.report().usage("m1").get(MODEL).promptTokens()).isEqualTo(11);
    assertThat(read.totals().get(MODEL).completionTokens()).isEqualTo(21);
    assertThat(read.report().scopeDecisions()).isEmpty();
  }

  @Test
  void aSideChainInTheSameFileIsBelowTheTaskWithItsPrompt() {
    String task =
        """
        {"type":"assistant","uuid":"a1","isSidechain":false,"sessionId":"s1",\
        "timestamp":"2026-09-01T10:00:01Z","message":{"id":"m1","model":"%s","content":[{"type":\
        "tool_use","id":"toolu_1","name":"Task","input":{"prompt":"look it up"}}],\
        "usage":{"input_tokens":1,"output_tokens":1}}}\
        """
            .formatted(MODEL);
    String begin =
        """
        {"type":"user","uuid":"c0","parentUuid":null,"isSidechain":true,"sessionId":"s1",\
        "timestamp":"2026-09-01T10:00:02Z","message":{"role":"user","content":"look it up"}}\
        """;
    String chained =
        """
        {"type":"assistant","uuid":"c1","parentUuid":"c0","isSidechain":true,"sessionId":"s1",\
        "timestamp":"2026-09-01T10:00:03Z","message":{"id":"m2","model":"%s","content":[],\
        "usage":{"input_tokens":10,"output_tokens":20}}}\
        """
            .formatted(MODEL);

    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "s1.jsonl",
                prompt("s1", "p1", "2026-09-01T10:00:00Z"),
                task,
                begin,
                chained));

    assertThat(read.call("m2").parentId()).isEqualTo("agent-c0");
    assertThat(read.call("agent-c0"))
        .returns("m1", Call::parentId)
        .returns("claude_code.agent", Call::opName);
    assertThat(read.report().scopeDecisions()).isEmpty();
  }

  @Test
  void aContinuedSessionDoesNotRepeatWhatItCopied() {
    String copied = "\"input_tokens\":5,\"output_tokens\":7";
    Imports.write(folder, "a.jsonl", answer("a", "m1", "2026-09-01T10:00:01Z", copied));
    Imports.write(
        folder,
        "b.jsonl",
        answer("b", "m1", "2026-09-01T10:00:01Z", copied),
        answer("b", "m2", "2026-09-01T11:00:01Z", "\"input_tokens\":1,\"output_tokens\":2"));

    Imports read = Imports.of(folder);

    assertThat(read.totals().get(MODEL).promptTokens()).isEqualTo(6);
    assertThat(read.call("m1").traceId()).isEqualTo("a");
    assertThat(read.file().repeated()).isEqualTo(1);
  }

  @Test
  void aBadLineIsListedAndLosesNothingElse() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "s1.jsonl",
                answer(
                    "s1", "m1", "2026-09-01T10:00:01Z", "\"input_tokens\":5,\"output_tokens\":7"),
                "{\"type\":\"assistant\",\"message\":{",
                answer(
                    "s1", "m2", "2026-09-01T10:00:02Z", "\"input_tokens\":5,\"output_tokens\":7")));

    assertThat(read.totals().get(MODEL).requests()).isEqualTo(2);
    assertThat(read.file().badRecords()).isEqualTo(1);
    assertThat(read.file().firstBad().get(0).line()).isEqualTo(2);
  }

  @Test
  void contentIsKeptOnRequestAlone() {
    Path file =
        Imports.write(
            folder,
            "s1.jsonl",
            prompt("s1", "p1", "2026-09-01T10:00:00Z"),
            answer("s1", "m1", "2026-09-01T10:00:01Z", "\"input_tokens\":5,\"output_tokens\":7"));

    assertThat(Imports.of(file).calls()).noneMatch(call -> call.toJson().contains("secret"));
    Imports kept = Imports.of(ImportOptions.DEFAULT.withContent(true), file);
    assertThat(kept.call("p1").inputs()).isEqualTo("a secret");
    assertThat(kept.call("m1").toJson()).contains("a secret");
  }

  @Test
  void aRecordedCostIsKeptBesideTheCounts() {
    String line =
        answer("s1", "m1", "2026-09-01T10:00:01Z", "\"input_tokens\":5,\"output_tokens\":7")
            .replace("{\"type\"", "{\"costUSD\":0.25,\"type\"");

    Imports read = Imports.of(Imports.write(folder, "s1.jsonl", line));

    assertThat(read.call("m1").toJson()).contains("\"costUSD\":0.25");
    assertThat(read.totals().get(MODEL).promptTokens()).isEqualTo(5);
  }
}
