package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/semantics.md section 4: fields with fields and with constants answer alike. */
class OperatorsTest {

  private interface Operator {
    Operation of(Operand left, Operand right);
  }

  private static void assertHolds(Operator operator, String left, String right, boolean expected) {
    Object a = JsonReader.read(left, Loc.ROOT, new ErrorCollector());
    Object b = JsonReader.read(right, Loc.ROOT, new ErrorCollector());
    Map<String, Object> document = new HashMap<>();
    document.put("a", a);
    document.put("b", b);
    Operand x = field("a");
    Operand y = field("b");

    for (Operation operation :
        new Operation[] {
          operator.of(x, y), operator.of(x, literal(b)), operator.of(literal(a), y),
        }) {
      assertThat(where(operation).forMaps().test(document)).as("%s", operation).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5|5.00|true",
        "9007199254740993|9007199254740992.0|false",
        "0|-0.0|true",
        "1e400|1e400|true",
        "\"a\"|\"a\"|true",
        "\"a\"|\"A\"|false",
        "\"5\"|5|false",
        "1|true|false",
        "0|false|false",
        "null|null|true",
        "null|false|false",
        "\"\"|null|false",
        "[]|{}|false",
        "[1,\"a\",null]|[1.0,\"a\",null]|true",
        "[1,2]|[2,1]|false",
        "[1]|[1,null]|false",
        "[[{\"a\":1}]]|[[{\"a\":1}]]|true",
        "{\"a\":1,\"b\":2}|{\"b\":2.0,\"a\":1}|true",
        "{\"a\":1}|{\"a\":1,\"b\":2}|false",
        "{\"a\":1,\"b\":2}|{\"a\":1}|false",
        "{\"a\":1,\"b\":2}|{\"a\":1,\"c\":2}|false",
        "{\"a\":null}|{}|true",
        "{}|{\"a\":null,\"b\":null}|true",
        "{\"a\":null,\"b\":1}|{\"b\":1,\"c\":null}|true",
        "{\"a\":null,\"b\":1}|{\"a\":1,\"b\":null}|false",
        "[{\"a\":{\"b\":null}}]|[{\"a\":{}}]|true",
        "[null]|[]|false",
        "\"2024-06-15\"|\"2024-06-15T00:00:00Z\"|false",
      })
  void eqIsOfTheSameKindAndEqual(String left, String right, boolean expected) {
    assertHolds(Operand::eq, left, right, expected);
    assertHolds((a, b) -> a.in("zz", b, "zz"), left, right, expected);
    assertHolds((a, b) -> b.in(a), left, right, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|2|<",
        "2.5|2.50|=",
        "1e400|1e399|>",
        "-1e999999999|0|<",
        "false|true|<",
        "true|true|=",
        "\"a\"|\"b\"|<",
        "\"B\"|\"a\"|<",
        "\"a\"|\"aa\"|<",
        "\"\"|\"a\"|<",
        "\"\ue000\"|\"\ud83d\ude00\"|<",
        "\"10\"|\"9\"|<",
        "\"x\"|\"x\"|=",
        "null|null|none",
        "null|1|none",
        "1|\"1\"|none",
        "true|1|none",
        "[1]|[1]|none",
        "{}|{}|none",
        "[1]|[2]|none",
      })
  void orderIsThatOfOneKind(String left, String right, String order) {
    boolean less = order.equals("<");
    boolean equal = order.equals("=");
    boolean greater = order.equals(">");

    assertHolds(Operand::lt, left, right, less);
    assertHolds(Operand::lte, left, right, less || equal);
    assertHolds(Operand::gt, left, right, greater);
    assertHolds(Operand::gte, left, right, greater || equal);
    assertHolds((a, b) -> b.gt(a), left, right, less);
    assertHolds((a, b) -> b.gte(a), left, right, less || equal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"abc\"|\"bc\"|true|true",
        "\"abc\"|\"BC\"|false|true",
        "\"abc\"|\"\"|true|true",
        "\"\"|\"\"|true|true",
        "\"\"|\"a\"|false|false",
        "\"\u03a3\u03a3\"|\"\u03c2\"|false|true",
        "\"stra\u00dfe\"|\"SS\"|false|false",
        "\"\u0130\"|\"i\"|false|true",
        "\"a5\"|5|false|false",
        "\"null\"|null|false|false",
        "[\"abc\"]|\"b\"|false|false",
        "[\"abc\"]|\"B\"|false|false",
        "[\"abc\"]|\"abcd\"|false|false",
        "[\"abc\"]|\"ABC\"|false|true",
        "[\"x\",\"abc\"]|\"abc\"|true|true",
        "[\"\"]|\"\"|true|true",
        "[]|\"\"|false|false",
        "[1,2.0]|2|true|true",
        "[null]|null|true|true",
        "[[\"A\"]]|[\"a\"]|false|false",
        "[[\"A\"]]|[\"A\"]|true|true",
        "[{\"a\":\"B\"}]|{\"a\":\"b\"}|false|false",
        "[{\"a\":null}]|{}|true|true",
        "[true]|true|true|true",
        "[1]|true|false|false",
        "{\"a\":1}|\"a\"|false|false",
        "5|5|false|false",
        "null|null|false|false",
      })
  void containsLooksIntoTextsAndLists(
      String input, String substr, boolean expected, boolean inAnyCase) {
    assertHolds(Operand::contains, input, substr, expected);
    assertHolds(Operand::containsIgnoringCase, input, substr, inAnyCase);
  }
}
