package io.tokentally.importers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.UsageReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts that have a record of each response beside the events, as Codex 0.171 writes them. */
class CodexRecordsTest {

  private static final String CONTEXT =
      line("turn_context", "\"turn_id\":\"t1\",\"model\":\"gpt-5\"");

  @TempDir Path folder;

  private static String line(String type, String payload) {
    return """
        {"timestamp":"2026-11-30T10:00:00Z","ordinal":1,"type":"%s","payload":{%s}}"""
        .formatted(type, payload);
  }

  private static String meta(String id, String more) {
    return line("session_meta", "\"session_id\":\"%s\",\"id\":\"%s\"%s".formatted(id, id, more));
  }

  private static String settings(String thread, String more) {
    return line(
        "event_msg",
        """
        "type":"thread_settings_applied","thread_id":"%s","thread_settings":{"model":"gpt-5"%s}"""
            .formatted(thread, more));
  }

  private static String record(String thread, String response, String usage, String soFar) {
    return line(
        "token_usage_record",
        """
        "thread_id":"%s","turn_id":"t1","response_id":"%s","usage":%s,"turn_token_usage":%s,"thread_token_usage":%s"""
            .formatted(thread, response, usage(usage), usage(usage), usage(soFar)));
  }

  private static String event(String soFar, String last) {
    return line(
        "event_msg",
        """
        "type":"token_count","info":{"total_token_usage":%s,"last_token_usage":%s}"""
            .formatted(usage(soFar), usage(last)));
  }

  /** {@return usage of four counts: input, read from a cache and written to one in it, output} */
  private static String usage(String counts) {
    String[] of = counts.split(" ", -1);
    return """
        {"input_tokens":%s,"cached_input_tokens":%s,"cache_write_input_tokens":%s,"output_tokens":%s,\
        "reasoning_output_tokens":0,"total_tokens":%d}"""
        .formatted(of[0], of[1], of[2], of[3], Long.parseLong(of[0]) + Long.parseLong(of[3]));
  }

  private Imports read(String... lines) {
    return Imports.of(Imports.write(folder, "rollout-1.jsonl", lines));
  }

  @Test
  void aRecordCountsAndTheEventBehindItDoesNot() {
    Imports read =
        read(
            meta("th1", ""),
            CONTEXT,
            record("th1", "resp_1", "100 30 5 10", "100 30 5 10"),
            event("100 30 5 10", "100 30 5 10"),
            record("th1", "resp_2", "200 60 10 20", "300 90 15 30"),
            event("300 90 15 30", "200 60 10 20"));

    assertThat(read.totals().get("gpt-5"))
        .returns(2L, LLMAggregatedUsage::requests)
        .returns(300L, LLMAggregatedUsage::promptTokens)
        .returns(90L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(15L, LLMAggregatedUsage::cacheCreationInputTokens)
        .returns(30L, LLMAggregatedUsage::completionTokens);
    assertThat(read.file().leftOut())
        .containsEntry("token_count that repeats a token_usage_record", 2L);
    assertThat(read.call("th1#2").turnId()).isEqualTo("t1");
  }

  @Test
  void aRecordCountsWhereTheSessionEndedBeforeItsEvent() {
    Imports read =
        read(
            meta("th1", ""),
            CONTEXT,
            record("th1", "resp_1", "100 30 5 10", "100 30 5 10"),
            record("th1", "resp_2", "200 60 10 20", "300 90 15 30"),
            event("300 90 15 30", "200 60 10 20"));

    assertThat(read.totals().get("gpt-5").promptTokens()).isEqualTo(300);
  }

  @Test
  void aSessionOfAnOlderVersionGoesOnWithRecordsWhoseTotalIsAnother() {
    Imports read =
        read(
            meta("th1", ""),
            CONTEXT,
            event("600 180 0 12", "600 180 0 12"),
            event("1000 300 0 20", "400 120 0 8"),
            record("th1", "resp_1", "100 30 5 2", "700 210 5 14"),
            event("1100 330 5 22", "100 30 5 2"));

    assertThat(read.totals().get("gpt-5"))
        .returns(3L, LLMAggregatedUsage::requests)
        .returns(1100L, LLMAggregatedUsage::promptTokens);
  }

  @Test
  void eventsCountAgainWhereAnOlderVersionGoesOn() {
    Imports read =
        read(
            meta("th1", ""),
            CONTEXT,
            record("th1", "resp_1", "100 30 5 10", "100 30 5 10"),
            event("100 30 5 10", "100 30 5 10"),
            event("150 30 5 12", "50 0 0 2"));

    assertThat(read.totals().get("gpt-5").promptTokens()).isEqualTo(150);
  }

  @Test
  void theSizeOfACompactedContextDoesNotCount() {
    String size =
        """
        "type":"token_count","info":{"total_token_usage":%s,"last_token_usage":{"input_tokens":0,"output_tokens":0,"total_tokens":6041}}"""
            .formatted(usage("100 30 5 10"));
    Imports read =
        read(
            meta("th1", ""),
            CONTEXT,
            record("th1", "resp_1", "100 30 5 10", "100 30 5 10"),
            event("100 30 5 10", "100 30 5 10"),
            line("event_msg", size));

    assertThat(read.totals().get("gpt-5"))
        .returns(1L, LLMAggregatedUsage::requests)
        .returns(110L, LLMAggregatedUsage::totalTokens);
  }

  @Test
  void aForkWhoseTotalGoesOnFromItsOriginCountsItsOwn() {
    Imports.write(
        folder,
        "rollout-1.jsonl",
        meta("th1", ""),
        CONTEXT,
        record("th1", "resp_1", "600 180 0 12", "600 180 0 12"),
        event("600 180 0 12", "600 180 0 12"));
    Imports.write(
        folder,
        "rollout-2.jsonl",
        meta("th2", ",\"forked_from_id\":\"th1\""),
        CONTEXT,
        record("th2", "resp_2", "100 30 5 2", "700 210 5 14"),
        event("700 210 5 14", "100 30 5 2"));

    assertThat(Imports.of(folder).totals().get("gpt-5").promptTokens()).isEqualTo(700);
    assertThat(Imports.of(folder.resolve("rollout-2.jsonl")).totals().get("gpt-5").promptTokens())
        .isEqualTo(100);
  }

  @Test
  void recordsThatAForkCopiesCountInItsOrigin() {
    String first = record("th1", "resp_1", "600 180 0 12", "600 180 0 12");
    String second = record("th1", "resp_2", "600 180 0 12", "1200 360 0 24");
    String[] origin = {
      meta("th1", ""), CONTEXT, first, event("600 180 0 12", "600 180 0 12"), second
    };
    Imports.write(folder, "rollout-1.jsonl", origin);
    Imports.write(
        folder,
        "rollout-2.jsonl",
        meta("th2", ",\"forked_from_id\":\"th1\""),
        CONTEXT,
        first,
        event("600 180 0 12", "600 180 0 12"),
        second,
        record("th2", "resp_3", "600 180 0 12", "1800 540 0 36"));

    Imports read = Imports.of(folder);

    assertThat(read.totals().get("gpt-5"))
        .returns(3L, LLMAggregatedUsage::requests)
        .returns(1800L, LLMAggregatedUsage::promptTokens);
    assertThat(read.file("rollout-2.jsonl").repeated()).isEqualTo(2);
  }

  @Test
  void howASessionAsksToBeServedIsItsServiceTier() {
    Imports read =
        read(
            meta("th1", ""),
            CONTEXT,
            settings("th1", ",\"service_tier\":\"priority\""),
            settings("th0", ""),
            record("th1", "resp_1", "100 30 5 10", "100 30 5 10"),
            settings("th1", ""),
            record("th1", "resp_2", "7 0 0 1", "107 30 5 11"));

    PriceTable prices =
        PriceTable.parse(
            """
            {"unit": "USD", "prices": [{"model": "gpt-5",
              "rates": {"prompt_tokens": 1, "completion_tokens": 1, "cache_read_input_tokens": 1,
                "cache_creation_input_tokens": 1},
              "conditions": [{"served_as": ["service_tier_priority"], "multiplier": 2}]}]}""");
    UsageReport report = read.report(prices);
    assertThat(report.usage("th1#1").get("gpt-5").totalCost()).isEqualByComparingTo("220");
    assertThat(report.usage("th1#2").get("gpt-5").totalCost()).isEqualByComparingTo("8");
  }

  @Test
  void codexExecReportsWritesToACacheAndNothingOfReviews() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "exec.jsonl",
                "{\"type\":\"thread.started\",\"thread_id\":\"th1\"}",
                turn("100 30 5 10"),
                turn("300 90 15 30"),
                "{\"type\":\"thread.started\",\"thread_id\":\"th2\"}",
                turn("0 0 0 0")));

    assertThat(read.totals().get("unknown"))
        .returns(300L, LLMAggregatedUsage::promptTokens)
        .returns(90L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(15L, LLMAggregatedUsage::cacheCreationInputTokens);
    assertThat(read.file().leftOut())
        .containsEntry("turn.completed without tokens, such as that of a review", 1L);
    assertThat(read.file().repeated()).isZero();
  }

  private static String turn(String counts) {
    return "{\"type\":\"turn.completed\",\"usage\":" + usage(counts) + "}";
  }
}
