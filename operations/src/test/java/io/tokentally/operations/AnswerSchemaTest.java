package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which documents are answers: the contract's five Res schemas and what they hold. */
class AnswerSchemaTest {

  enum Answer {
    COST_CREATE(CostCreateRes::parse),
    COST_QUERY(CostQueryRes::parse),
    COST_PURGE(CostPurgeRes::parse),
    CALLS_USAGE(UsageRes::parse),
    TRACE_USAGE(UsageRes::parse);

    @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing
    private final Function<String, Object> parse;

    Answer(Function<String, Object> parse) {
      this.parse = parse;
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          COST_CREATE | {"ids":[]}
          COST_CREATE | {"ids":[["a","m"],["b",""]]}
          COST_QUERY  | {"results":[]}
          COST_QUERY  | {"results":[{}]}
          COST_QUERY  | {"results":[{"id":"a","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":1,"cache_read_input_token_cost":2e-3,"cache_creation_input_token_cost":0,"prompt_token_cost_unit":"USD","completion_token_cost_unit":"EUR","effective_date":"2024-01-01T00:00:00Z","provider_id":"x"}]}
          COST_QUERY  | {"results":[{"id":null,"llm_id":null,"prompt_token_cost":null,"completion_token_cost":null,"cache_read_input_token_cost":null,"cache_creation_input_token_cost":null,"prompt_token_cost_unit":null,"completion_token_cost_unit":null,"effective_date":null,"provider_id":null}]}
          COST_PURGE  | {}
          CALLS_USAGE | {}
          CALLS_USAGE | {"call_usage":{}}
          CALLS_USAGE | {"unfinished_call_ids":["a"]}
          CALLS_USAGE | {"call_usage":{"a":{},"b":{"m":{}}},"unfinished_call_ids":[]}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"requests":1,"prompt_tokens":2,"completion_tokens":3,"total_tokens":4,"cache_read_input_tokens":5,"cache_creation_input_tokens":6,"prompt_tokens_total_cost":0.7,"completion_tokens_total_cost":8,"cache_read_input_tokens_total_cost":9e-9,"cache_creation_input_tokens_total_cost":null}}}}
          TRACE_USAGE | {"call_usage":{"a":{"m":{"requests":1.0}}},"unfinished_call_ids":[]}
          """)
  void readsWhatTheContractAllows(Answer answer, String json) {
    assertThat(answer.parse.apply(json)).isNotNull();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          COST_CREATE | {}
          COST_CREATE | {"ids":null}
          COST_CREATE | {"ids":{}}
          COST_CREATE | {"ids":["a"]}
          COST_CREATE | {"ids":[[]]}
          COST_CREATE | {"ids":[["a"]]}
          COST_CREATE | {"ids":[["a",null]]}
          COST_CREATE | {"ids":[["a",5]]}
          COST_CREATE | {"ids":[["a","b","c"]]}
          COST_QUERY  | {}
          COST_QUERY  | {"results":null}
          COST_QUERY  | {"results":{}}
          COST_QUERY  | {"results":["a"]}
          COST_QUERY  | {"results":[null]}
          COST_QUERY  | {"results":[{"id":5}]}
          COST_QUERY  | {"results":[{"llm_id":true}]}
          COST_QUERY  | {"results":[{"prompt_token_cost":"0.5"}]}
          COST_QUERY  | {"results":[{"completion_token_cost":[]}]}
          COST_QUERY  | {"results":[{"cache_read_input_token_cost":"x"}]}
          COST_QUERY  | {"results":[{"cache_creation_input_token_cost":{}}]}
          COST_QUERY  | {"results":[{"prompt_token_cost_unit":1}]}
          COST_QUERY  | {"results":[{"completion_token_cost_unit":[]}]}
          COST_QUERY  | {"results":[{"effective_date":5}]}
          COST_QUERY  | {"results":[{"effective_date":"soon"}]}
          COST_QUERY  | {"results":[{"provider_id":{}}]}
          CALLS_USAGE | {"call_usage":null}
          CALLS_USAGE | {"call_usage":[]}
          CALLS_USAGE | {"call_usage":{"a":null}}
          CALLS_USAGE | {"call_usage":{"a":[]}}
          CALLS_USAGE | {"call_usage":{"a":{"m":null}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":5}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"requests":"5"}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"prompt_tokens":1.5}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"completion_tokens":null}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"total_tokens":true}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"cache_read_input_tokens":[]}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"cache_creation_input_tokens":9223372036854775808}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"prompt_tokens_total_cost":"1"}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"completion_tokens_total_cost":false}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"cache_read_input_tokens_total_cost":{}}}}}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"cache_creation_input_tokens_total_cost":[1]}}}}
          CALLS_USAGE | {"unfinished_call_ids":null}
          CALLS_USAGE | {"unfinished_call_ids":"a"}
          CALLS_USAGE | {"unfinished_call_ids":[1]}
          CALLS_USAGE | {"unfinished_call_ids":[null]}
          TRACE_USAGE | {"call_usage":[]}
          TRACE_USAGE | {"unfinished_call_ids":{}}
          """)
  void refusesWhatTheContractDoesNotAllow(Answer answer, String json) {
    assertThatThrownBy(() -> answer.parse.apply(json))
        .isInstanceOf(ValidationException.class)
        .hasMessageMatching("(?s).*(expected|required).*");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoObject(Answer answer) {
    for (String json : List.of("[]", "null", "5", "\"x\"", "true")) {
      assertThatThrownBy(() -> answer.parse.apply(json))
          .as(json)
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("expected a");
    }
    assertThatThrownBy(() -> answer.parse.apply("{"))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("not JSON: ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          COST_CREATE | {"ids":[],"more":1}
          COST_QUERY  | {"results":[],"more":1}
          COST_QUERY  | {"results":[{"more":1}]}
          COST_PURGE  | {"more":1}
          CALLS_USAGE | {"more":1}
          CALLS_USAGE | {"call_usage":{"a":{"m":{"more":1}}}}
          TRACE_USAGE | {"more":1}
          """)
  void readsAnswersWithMembersThatAreNew(Answer answer, String json) {
    assertThat(answer.parse.apply(json)).isNotNull();
  }
}
