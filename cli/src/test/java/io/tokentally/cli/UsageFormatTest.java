package io.tokentally.cli;

import static io.tokentally.cli.Costs.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage as providers return it, in a file of calls. Counts and costs were worked out by hand. */
class UsageFormatTest {

  private static final String CALL =
      """
      {"id":"%s","started_at":"2026-01-05T10:00:00Z","ended_at":"2026-01-05T10:00:01Z",\
      "summary":{"usage":{"%s":%s}}}
      """;

  /** Cached tokens stand beside the input: 10 + 2000 + 300, of these 100 for an hour. */
  private static final String ANTHROPIC =
      """
      {"input_tokens":10,"cache_read_input_tokens":2000,"cache_creation_input_tokens":300,\
      "cache_creation":{"ephemeral_5m_input_tokens":200,"ephemeral_1h_input_tokens":100},\
      "output_tokens":50}""";

  /** Cached tokens are part of the prompt. */
  private static final String OPENAI =
      """
      {"prompt_tokens":1200,"completion_tokens":80,"total_tokens":1280,\
      "prompt_tokens_details":{"cached_tokens":1000,"audio_tokens":0},\
      "completion_tokens_details":{"reasoning_tokens":60}}""";

  /** Thoughts come on top of the candidates. */
  private static final String GEMINI =
      """
      {"promptTokenCount":100,"candidatesTokenCount":20,"thoughtsTokenCount":30,\
      "totalTokenCount":150}""";

  private static final String AUDIO =
      """
      {"prompt_tokens":100,"completion_tokens":1,"total_tokens":101,\
      "prompt_tokens_details":{"audio_tokens":40}}""";

  private static final String PRICES =
      """
      {"claude":{"prompt_token_cost":1,"completion_token_cost":10,
                 "cache_read_input_token_cost":0.1,"cache_creation_input_token_cost":2},
       "gpt":{"prompt_token_cost":1,"completion_token_cost":10,"cache_read_input_token_cost":0.5},
       "gemini":{"prompt_token_cost":1,"completion_token_cost":10}}
      """;

  @TempDir Path folder;
  private String calls = "";
  private String prices = "";

  @BeforeEach
  void writeFiles() throws IOException {
    calls =
        write(
            "calls.ndjson",
            CALL.formatted("a", "claude", ANTHROPIC)
                + CALL.formatted("o", "gpt", OPENAI)
                + CALL.formatted("g", "gemini", GEMINI));
    prices = write("prices.json", PRICES);
  }

  @Test
  void everyProvidersFormIsRecognised() throws IOException {
    JsonNode json = Costs.json(run("report", "--format", "json"));

    assertThat(json.get("usage_format").textValue()).isEqualTo("provider");
    assertThat(json.at("/totals/claude/prompt_tokens").longValue()).isEqualTo(2310);
    assertThat(json.at("/totals/gpt/prompt_tokens").longValue()).isEqualTo(1200);
    assertThat(json.at("/totals/gpt/cache_read_input_tokens").longValue()).isEqualTo(1000);
    assertThat(json.at("/totals/gemini/completion_tokens").longValue()).isEqualTo(50);
    // gpt 200 x 1 + 1000 x 0.5 + 80 x 10; gemini 100 x 1 + 50 x 10; and of claude what has a price:
    // 10 x 1 + 2000 x 0.1 + 200 x 2 + 50 x 10
    assertThat(json.at("/priced_cost_by_unit/USD").decimalValue())
        .isEqualByComparingTo(usd("3210"));
  }

  @Test
  void kindsWithoutARateAreASection() throws IOException {
    assertThat(run("report").outLines())
        .containsSequence(
            "Kinds without a rate (1)",
            "  cache_creation_1h_input_tokens, claude: 1",
            "    the price has no rate for this; the cost of these calls is not known",
            "    a (100)");
    assertThat(Costs.json(run("report", "--format", "json")).get("unpriced_kinds"))
        .hasToString(
            "[{\"call_id\":\"a\",\"model\":\"claude\",\"kind\":\"cache_creation_1h_input_tokens\","
                + "\"count\":100,\"reason\":\"NO_RATE\"}]");
    assertThat(run("report", "--format", "csv").err())
        .contains("kinds without a rate (1): cache_creation_1h_input_tokens, claude: 1\n");
    assertThat(run("explain-cost", "--model", "claude").outLines())
        .anyMatch(line -> line.matches(" {2}cache_creation_1h_input_tokens +1 +100 +no price"));
  }

  /** The last columns are of the kinds that there are, by name. */
  @Test
  void aRowSaysItsFurtherKinds() throws IOException {
    calls =
        write(
            "kinds.ndjson",
            CALL.formatted("s", "gpt", OPENAI).strip()
                + "\n"
                + CALL.formatted("t", "gemini", AUDIO).strip());

    List<String> csv = run("report", "--format", "csv").outLines();

    assertThat(csv.get(0))
        .endsWith(
            ",trace_id,input_audio_tokens,input_audio_tokens_cost,reasoning_tokens,reasoning_tokens_cost");
    assertThat(csv.get(1)).startsWith("s,").endsWith(",,0,,60,600");
    assertThat(csv.get(2)).startsWith("t,").endsWith(",,40,,0,");
    JsonNode json = Costs.json(run("report", "--format", "json"));
    assertThat(json.at("/call_usage/s/gpt/kinds").toString())
        .isEqualTo("{\"reasoning_tokens\":{\"count\":60,\"cost\":600}}");
    assertThat(json.at("/call_usage/t/gemini/kinds").toString())
        .isEqualTo("{\"input_audio_tokens\":{\"count\":40,\"cost\":null}}");
    assertThat(run("report", "--format", "html").out())
        .contains(
            "<td class=\"kind\" data-label=\"Kind\"><bdi>reasoning tokens</bdi></td><td data-label=\"Count\">60</td>")
        .contains(
            "<td class=\"kind\" data-label=\"Kind\"><bdi>input audio tokens</bdi></td><td data-label=\"Count\">40</td>");
  }

  @Test
  void whatHasARateOfItsOwnIsNotPricedAsText() throws IOException {
    calls = write("audio.ndjson", CALL.formatted("s", "gpt", AUDIO));

    JsonNode json = Costs.json(run("report", "--format", "json"));

    assertThat(json.get("complete").booleanValue()).isFalse();
    assertThat(json.at("/unpriced_kinds/0/kind").textValue()).isEqualTo("input_audio_tokens");
    assertThat(json.at("/unpriced_kinds/0/count").longValue()).isEqualTo(40);
    assertThat(json.at("/priced_cost_by_unit/USD").decimalValue())
        .isEqualByComparingTo(usd("70")); // 60 x 1 + 1 x 10
  }

  @Test
  void theContractKnowsItsOwnNamesAlone() throws IOException {
    JsonNode json = Costs.json(run("report", "--format", "json", "--usage-format", "contract"));

    assertThat(json.get("usage_format").textValue()).isEqualTo("contract");
    assertThat(json.get("unrecognised").findValuesAsText("model")).containsExactly("gemini");
    assertThat(json.at("/totals/gpt/cache_read_input_tokens").longValue()).isZero();
    assertThat(run("report", "--usage-format", "contract").outLines())
        .contains("Usage: in the contract's form; scope: auto; cache: auto.");
  }

  @Test
  void theWeaveDialectMeansTheContract() throws IOException {
    String[] weave = {"report", "--format", "json", "--dialect", "weave"};
    String[] both = {
      "report", "--format", "json", "--dialect", "weave", "--usage-format", "provider"
    };

    assertThat(Costs.json(run(weave)).get("usage_format").textValue()).isEqualTo("contract");
    assertThat(Costs.json(run(both)).get("usage_format").textValue()).isEqualTo("provider");
  }

  @Test
  void aProviderThatIsNamedDecidesTheForm() throws IOException {
    // The total leaves open whether 100 includes the cached tokens; for Anthropic it never does.
    String usage =
        """
        {"input_tokens":100,"cache_read_input_tokens":40,"output_tokens":1,"total_tokens":101}""";
    calls = write("one.ndjson", CALL.formatted("x", "claude", usage));
    String[] report = {"report", "--format", "json"};
    String[] named = {"report", "--format", "json", "--provider", "anthropic"};

    assertThat(Costs.json(run(report)).at("/totals/claude/prompt_tokens").longValue())
        .isEqualTo(100);
    assertThat(Costs.json(run(named)).at("/totals/claude/prompt_tokens").longValue())
        .isEqualTo(140);
  }

  @Test
  void aProviderThatIsNamedDecidesThePrice() throws IOException {
    calls = write("one.ndjson", CALL.formatted("x", "m", "{\"prompt_tokens\":1000}"));
    prices =
        write(
            "genai.json",
            """
            [{"id":"groq","models":[{"id":"m","match":{"equals":"m"},
               "prices":{"input_mtok":3,"output_mtok":7}}]},
             {"id":"mistral","models":[{"id":"m","match":{"equals":"m"},
               "prices":{"input_mtok":5,"output_mtok":9}}]}]
            """);

    assertThat(costAs("groq")).isEqualByComparingTo(usd("0.003"));
    assertThat(costAs("MISTRAL")).isEqualByComparingTo(usd("0.005"));
  }

  private BigDecimal costAs(String provider) throws IOException {
    JsonNode json = Costs.json(run("report", "--format", "json", "--provider", provider));
    return json.at("/priced_cost_by_unit/USD").decimalValue();
  }

  @Test
  void aProviderIsRefusedWhereUsageIsNotReadByProviders() {
    for (String[] options :
        new String[][] {{"--usage-format", "contract"}, {"--dialect", "weave"}}) {
      assertThat(run("report", "--provider", "openai", options[0], options[1]))
          .isEqualTo(
              new ProgramRun(
                  2,
                  "",
                  "tokentally: --provider: usage is read in the contract's form, not a provider's\n"));
    }
    assertThat(run("report", "--provider", "nobody").err())
        .contains("--provider", "ANTHROPIC, AZURE, BEDROCK")
        .hasLineCount(1);
  }

  @Test
  void modelsPricedUnderAnotherNameAreASection() throws IOException {
    String list =
        write(
            "litellm.json",
            """
            {"anthropic/claude-x":{"litellm_provider":"anthropic","mode":"chat",
              "input_cost_per_token":1e-06,"output_cost_per_token":2e-06}}
            """);
    calls = write("aliased.ndjson", CALL.formatted("x", "claude-x", ANTHROPIC));
    prices = list;

    assertThat(run("report").outLines())
        .containsSequence(
            "Priced under another name (1)",
            "  model     priced as           of         found by",
            "  --------------------------------------------------",
            "  claude-x  anthropic/claude-x  anthropic  alias");
  }

  private ProgramRun run(String... command) {
    Stream<String> files = Stream.of("--calls", calls, "--prices", prices);
    return ProgramRun.of(Stream.concat(Stream.of(command), files).toArray(String[]::new));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
