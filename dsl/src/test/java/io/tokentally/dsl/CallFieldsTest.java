package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/weave.md section 2 and docs/semantics.md rules 9 to 14: on calls and on their JSON. */
class CallFieldsTest {

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
        "`project_id`|`7`",
        "`trace_id`|`8`",
        "`parent_id`|`9`",
        "`thread_id`|`10`",
        "`turn_id`|`11`",
        "`op_name`|`12`",
        "`display_name`|`13`",
        "`exception`|`14`",
        "`wb_user_id`|`15`",
        "`wb_run_id`|`16`"
      })
  void textColumnsAreRead(String column, String text) throws JsonProcessingException {
    assertField("\"" + column + "\":\"" + text + "\"", column, "\"" + text + "\"");
    assertField("\"" + column + "\":null", column, "null");
    assertField("", column, "null");
    assertField("", "id", "\"call-1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wb_run_step", "wb_run_step_end"})
  void stepsAreIntegers(String column) throws JsonProcessingException {
    assertField("\"" + column + "\":17", column, "17");
    assertField("\"" + column + "\":17", column, "17.0");
    assertField("", column, "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"started_at", "ended_at", "deleted_at", "expire_at"})
  void datesAreMoments(String column) throws JsonProcessingException {
    String date = "\"" + column + "\":\"2024-06-15T12:00:00+02:00\"";
    assertField(date, column, "\"2024-06-15T10:00:00.000Z\"");
    assertField(date, column, "1718445600");
    assertField("\"" + column + "\":1718445600.5", column, "\"2024-06-15T10:00:00.5Z\"");
    assertField("", column, "null");
    assertField("\"" + column + "\":null", column, "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "true", "[]", "{}", "\"\"", "1e30"})
  void unreadableDatesOfDocumentsAreNull(String date) throws JsonProcessingException {
    Query isNull = where(field("started_at").eq(null));

    assertThat(
            isNull
                .compile(FieldResolver.jsonCalls())
                .test(tree("{\"id\":\"a\",\"started_at\":" + date + "}")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"input_refs", "output_refs"})
  void refsAreListsWithIndexes(String column) throws JsonProcessingException {
    String refs = "\"" + column + "\":[\"r\",\"s\"]";
    assertField(refs, column, "[\"r\",\"s\"]");
    assertField(refs, column + ".1", "\"s\"");
    assertField(refs, column + ".2", "null");
    assertField(refs, column + ".01", "null");
    assertField(refs, column + ".-1", "null");
    assertField("", column, "[]");
    assertField("\"" + column + "\":null", column, "[]");
    assertField("", column + ".0", "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputs", "output", "attributes", "summary"})
  void jsonColumnsHavePathsBelow(String column) throws JsonProcessingException {
    String json = "\"" + column + "\":{\"a\":[{\"b.c\":5},{\"1\":6}],\"\":null}";
    assertField(json, column + ".a.0.b\\.c", "5");
    assertField(json, column + ".a.1.1", "6");
    assertField(json, column + ".a.2", "null");
    assertField(json, column + ".a.b", "null");
    assertField(json, column + ".a.0.b.c", "null");
    assertField(json, column, "{\"a\":[{\"b.c\":5},{\"1\":6}]}");
    assertField("\"" + column + "\":\"text\"", column, "\"text\"");
    assertField("\"" + column + "\":\"text\"", column + ".0", "null");
    assertField("", column + ".a", "null");
  }

  @ParameterizedTest
  @CsvSource({
    "'', columns: id",
    "ID, columns: id",
    "op, columns: id",
    "outputs, columns: id",
    "outputs.a, columns: id",
    "'inputs\\.a', columns: id",
    "storage_size_bytes, columns: id",
    "total_storage_size_bytes, columns: id",
    "other, columns: id",
    "id., nothing lies below the column id",
    "id.x, nothing lies below the column id",
    "wb_run_step.0, nothing lies below the column wb_run_step",
    "started_at.year, nothing lies below the column started_at",
    "summary.weave., computed fields: summary.weave.status",
    "summary.weave.cost, computed fields: summary.weave.status",
    "summary.weave.status.x, computed fields: summary.weave.status",
    "summary.weave.Status, computed fields: summary.weave.status",
  })
  void otherPathsAreRefused(String path, String known) {
    Query query = where(field(path).eq(1));

    for (FieldResolver<?> calls :
        new FieldResolver<?>[] {FieldResolver.calls(), FieldResolver.jsonCalls()}) {
      assertThatThrownBy(() -> query.compile(calls))
          .isInstanceOf(ValidationException.class)
          .hasMessageStartingWith(
              "$expr.$eq[0].$getField: no such field on calls: \"" + path + "\"; " + known);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "null", "[]", "\"text\"", "{\"id\":{\"a\":[1]},\"input_refs\":7}"})
  void documentsThatAreNoCallsAreAnsweredToo(String json) throws JsonProcessingException {
    for (String path :
        new String[] {"id", "started_at", "input_refs", "input_refs.0", "summary.a"}) {
      Predicate<JsonNode> isNull = where(field(path).eq(null)).compile(FieldResolver.jsonCalls());
      Predicate<JsonNode> isThere =
          where(Query.and(field(path).exists())).compile(FieldResolver.jsonCalls());
      JsonNode document = tree(json);

      assertThat(isNull.test(document)).isNotEqualTo(isThere.test(document));
    }
  }
}
