package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The computed fields of calls: docs/weave.md section 2, docs/semantics.md rules 11 and 12. */
class ComputedFieldsTest {

  private static JsonNode tree(String json) throws JsonProcessingException {
    return TokentallyMapper.create().readTree(json);
  }

  /** Checks the value of a field of a call with these members, in both forms. */
  private static void assertField(String members, String path, String expected)
      throws JsonProcessingException {
    String json = "{\"id\":\"call-1\"" + (members.isEmpty() ? "" : ",") + members + "}";
    Object value = JsonReader.read(expected, Loc.ROOT, new ErrorCollector());
    Query query = where(field(path).eq(value));

    assertThat(query.forCalls().test(Call.parse(json))).as("call %s", json).isTrue();
    assertThat(query.compile(FieldResolver.jsonCalls()).test(tree(json)))
        .as("document %s", json)
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|running",
        "\"ended_at\":1|success",
        "\"exception\":\"\"|error",
        "\"exception\":\"x\",\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":2}}|error",
        "\"summary\":{\"status_counts\":{\"error\":2}}|descendant_error",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":1}}|descendant_error",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":\"3\"}}|descendant_error",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":\" 3 \"}}|descendant_error",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":2.0}}|descendant_error",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":1e999999}}|descendant_error",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":0}}|success",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":-1}}|success",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":1.5}}|success",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":true}}|success",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":\"1.0\"}}|success",
        "\"ended_at\":1,\"summary\":{\"status_counts\":{\"error\":[5]}}|success",
        "\"ended_at\":1,\"summary\":{\"status_counts\":5}|success",
        "\"summary\":\"text\"|running",
        "\"summary\":{\"weave\":{\"status\":\"mine\"}}|running"
      })
  void statusIsComputed(String members, String expected) throws JsonProcessingException {
    assertField(members, "summary.weave.status", "\"" + expected + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|null",
        "\"started_at\":10|null",
        "\"ended_at\":10|null",
        "\"started_at\":10,\"ended_at\":12|2000",
        "\"started_at\":12,\"ended_at\":10|-2000",
        "\"started_at\":0.0019,\"ended_at\":0.0020|1",
        "\"started_at\":0.0011,\"ended_at\":0.0019|0",
        "\"started_at\":-0.0001,\"ended_at\":0|1",
        "\"started_at\":-62135596800,\"ended_at\":253402300799|315537897599000"
      })
  void latencyIsThatOfWholeMilliseconds(String members, String expected)
      throws JsonProcessingException {
    assertField(members, "summary.weave.latency_ms", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|null",
        "\"display_name\":\"shown\",\"op_name\":\"op\"|\"shown\"",
        "\"display_name\":\"\",\"op_name\":\"op\"|\"op\"",
        "\"display_name\":null,\"op_name\":\"op\"|\"op\"",
        "\"op_name\":\"weave-trace-internal:///p/op/chat:abc\"|\"chat\"",
        "\"op_name\":\"weave-trace-internal:///p/op/a:b:c\"|\"a\"",
        "\"op_name\":\"weave-trace-internal:///p/op/chat\"|\"\"",
        "\"op_name\":\"weave-trace-internal:///p/op/\"|\"\"",
        "\"op_name\":\"weave:///p/op/chat:abc\"|\"weave:///p/op/chat:abc\"",
        "\"op_name\":\"\"|\"\""
      })
  void traceNameIsComputed(String members, String expected) throws JsonProcessingException {
    assertField(members, "summary.weave.trace_name", expected);
  }

  @Test
  void summaryWeaveItselfIsAnOrdinaryPath() throws JsonProcessingException {
    String members = "\"summary\":{\"weave\":{\"status\":\"mine\"},\"weaver\":{\"x\":5}}";
    assertField(members, "summary.weave", "{\"status\":\"mine\"}");
    assertField(members, "summary.weaver.x", "5");
    assertField(members, "summary.weave\\.status", "null");
  }
}
