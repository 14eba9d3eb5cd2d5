package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Anomaly.Kind;
import io.tokentally.aggregation.Anomaly.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage that is not in the contract's form is reported with what stood there: rules 26 and 27. */
class MalformedUsageTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          true                  | NOT_A_NUMBER     | 1 | true
          false                 | NOT_A_NUMBER     | 0 | false
          []                    | NOT_A_NUMBER     | 0 | a list of 0
          [1,2]                 | NOT_A_NUMBER     | 0 | a list of 2
          {}                    | NOT_A_NUMBER     | 0 | an empty object
          {"count":7}           | NOT_A_NUMBER     | 0 | an object
          "many"                | TEXT_NOT_INTEGER | 0 | string "many"
          ""                    | TEXT_NOT_INTEGER | 0 | string ""
          " "                   | TEXT_NOT_INTEGER | 0 | string " "
          "+"                   | TEXT_NOT_INTEGER | 0 | string "+"
          "12.0"                | TEXT_NOT_INTEGER | 0 | string "12.0"
          "1e3"                 | TEXT_NOT_INTEGER | 0 | string "1e3"
          "1_000"               | TEXT_NOT_INTEGER | 0 | string "1_000"
          "\\u00a05"            | TEXT_NOT_INTEGER | 0 | string "\u00a05"
          "\\u0663"             | TEXT_NOT_INTEGER | 0 | string "\u0663"
          -1                    | NEGATIVE         | 0 | -1
          "-7"                  | NEGATIVE         | 0 | string "-7"
          -0.5                  | NEGATIVE         | 0 | -0.5
          -1e999999999          | NEGATIVE         | 0 | -1E+999999999
          "-99999999999999999999999" | NEGATIVE    | 0 | string "-99999999999999999999999"
          2.75                  | FRACTIONAL       | 2 | 2.75
          0.5                   | FRACTIONAL       | 0 | 0.5
          1e-999999999          | FRACTIONAL       | 0 | 1E-999999999
          """)
  void aMalformedCountIsReportedWithWhatStoodThere(
      String written, Reason reason, long counted, String value) {
    UsageReport report = reportOf("{\"requests\":3,\"prompt_tokens\":" + written + "}");
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(counted);
    assertThat(report.usage("a").get("m").requests()).isEqualTo(3);
    assertThat(report.anomalies())
        .containsExactly(
            new Anomaly(Kind.MALFORMED_USAGE, List.of("a"), "m", "prompt_tokens", reason, value));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          12            | 12
          12.0          | 12
          1e3           | 1000
          -0            | 0
          -0.0          | 0
          0e999999999   | 0
          "12"          | 12
          "+12"         | 12
          "-0"          | 0
          "  12\\t\\r\\n" | 12
          "000000000000000000000000000000000012" | 12
          null          | 0
          """)
  void aSoundCountIsNot(String written, long counted) {
    UsageReport report = reportOf("{\"requests\":3,\"prompt_tokens\":" + written + "}");
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(counted);
    assertThat(report.anomalies()).isEmpty();
  }

  @Test
  void everyFieldOfUsageIsLookedAt() {
    UsageReport report =
        reportOf(
            """
            {"requests":"a","prompt_tokens":"b","input_tokens":"c","completion_tokens":"d",\
            "output_tokens":"e","total_tokens":"f","cache_read_input_tokens":"g",\
            "cache_creation_input_tokens":"h","prompt_tokens_details":"i"}""");
    assertThat(report.anomalies())
        .extracting(Anomaly::field, Anomaly::value)
        .hasToString(
            "[(\"cache_creation_input_tokens\", \"string \"h\"\"), (\"cache_read_input_tokens\","
                + " \"string \"g\"\"), (\"completion_tokens\", \"string \"d\"\"), (\"input_tokens\","
                + " \"string \"c\"\"), (\"output_tokens\", \"string \"e\"\"), (\"prompt_tokens\","
                + " \"string \"b\"\"), (\"requests\", \"string \"a\"\"), (\"total_tokens\","
                + " \"string \"f\"\")]");
  }

  @Test
  void usageThatIsNoObjectIsReportedAsAWhole() {
    UsageReport report =
        TALLY.report(
            Given.calls(
                """
                {"id":"a","summary":{"usage":"none"}}
                {"id":"b","summary":[7]}
                {"id":"c","summary":{"usage":{"m":"none","n":null,"o":5,"p":[]}}}
                {"id":"d","summary":{"usage":null}}
                """));
    assertThat(report.totals()).isEmpty();
    assertThat(report.anomalies())
        .containsExactly(
            malformed("a", null, Reason.USAGE_NOT_OBJECT, "string \"none\""),
            malformed("b", null, Reason.USAGE_NOT_OBJECT, "a list of 1"),
            malformed("c", "m", Reason.ENTRY_NOT_OBJECT, "string \"none\""),
            malformed("c", "o", Reason.ENTRY_NOT_OBJECT, "5"),
            malformed("c", "p", Reason.ENTRY_NOT_OBJECT, "a list of 0"));
  }

  private static UsageReport reportOf(String entry) {
    String call = "{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":" + entry + "}}}";
    return TALLY.report(Given.calls(call));
  }

  private static Anomaly malformed(String call, String model, Reason reason, String value) {
    return new Anomaly(Kind.MALFORMED_USAGE, List.of(call), model, null, reason, value);
  }
}
