package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What tests of the commands on costs share: a file of calls, prices, reading of the output. */
final class Costs {

  /** An agent with a cheap call and a dear one below it, and a call on its own. */
  static final String CALLS =
      """
      {"id":"agent","op_name":"run","started_at":"2026-01-05T10:00:00Z","ended_at":"2026-01-05T10:00:09Z"}
      {"id":"plan","parent_id":"agent","op_name":"chat","started_at":"2026-01-05T10:00:01Z",\
      "ended_at":"2026-01-05T10:00:02Z","summary":{"usage":{"cheap":{"prompt_tokens":1000,\
      "completion_tokens":10}}}}
      {"id":"act","parent_id":"agent","op_name":"chat","started_at":"2026-01-05T10:00:03Z",\
      "ended_at":"2026-01-05T10:00:04Z","summary":{"usage":{"cheap":{"prompt_tokens":3000,\
      "completion_tokens":7,"cache_read_input_tokens":2000},"dear":{"prompt_tokens":9,\
      "completion_tokens":8}}}}
      {"id":"alone","op_name":"chat","started_at":"2026-01-05T10:00:05Z",\
      "ended_at":"2026-01-05T10:00:06Z","summary":{"usage":{"free":{"prompt_tokens":5,\
      "completion_tokens":6}}}}
      """;

  static final String PRICES =
      """
      {"cheap":{"prompt_token_cost":0.000003,"completion_token_cost":0.000015,
                "cache_read_input_token_cost":0.0000003},
       "dear":{"prompt_token_cost":0.5,"completion_token_cost":0.25}}
      """;

  private Costs() {}

  static JsonNode json(ProgramRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return TokentallyMapper.create().readTree(run.out());
  }

  /** {@return the rows, each from column to text} */
  static List<Map<String, String>> csv(ProgramRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(run.out())) {
      return rows.readAll();
    }
  }

  static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
