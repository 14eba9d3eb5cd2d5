package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckTest {

  private static List<ValidationError> faults(Check check, Object value) {
    ErrorCollector faults = new ErrorCollector();
    check.check(value, Loc.ROOT.key("v"), faults);
    return faults.isEmpty() ? List.of() : faults.refusal().errors();
  }

  private static ValidationError fault(Type type, String msg, Object... below) {
    Stream<Object> loc = Stream.concat(Stream.of("v"), Arrays.stream(below));
    return new ValidationError(loc.toList(), msg, type);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(Check.ANY, null),
        arguments(Check.TEXT, ""),
        arguments(Check.BOOLEAN, false),
        arguments(Check.NUMBER, new BigDecimal("0.5")),
        arguments(Check.INTEGER, Long.MIN_VALUE),
        arguments(Check.INTEGER, new BigDecimal("5.0")),
        arguments(Check.INTEGER, new BigDecimal("1e3")),
        arguments(Check.INTEGER, new BigDecimal("0e-7")),
        arguments(Check.MOMENT, "2024-06-15"),
        arguments(Check.nullable(Check.TEXT), null),
        arguments(Check.listOf(Check.TEXT), List.of()),
        arguments(Check.mapOf(Check.BOOLEAN), Map.of("a", true)),
        arguments(Check.oneOf("up", "down"), "down"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void rightValuesPass(Check check, Object value) {
    assertThat(faults(check, value)).isEmpty();
  }

  static Stream<Arguments> refused() {
    String moment = "expected a date such as 2024-06-15T10:00:00Z, found \"soon\"";
    return Stream.of(
        arguments(Check.TEXT, null, fault(Type.TYPE, "expected a string, found null")),
        arguments(Check.TEXT, 5L, fault(Type.TYPE, "expected a string, found 5")),
        arguments(
            Check.BOOLEAN,
            "true",
            fault(Type.TYPE, "expected true or false, found string \"true\"")),
        arguments(Check.NUMBER, true, fault(Type.TYPE, "expected a number, found true")),
        arguments(
            Check.INTEGER,
            new BigDecimal("5.5"),
            fault(Type.TYPE, "expected an integer, found 5.5")),
        arguments(Check.INTEGER, "5", fault(Type.TYPE, "expected an integer, found string \"5\"")),
        arguments(
            Check.INTEGER,
            BigInteger.TWO.pow(63),
            fault(Type.VALUE, "expected an integer of at most 64 bits")),
        arguments(
            Check.INTEGER,
            new BigDecimal("-1e999999999"),
            fault(Type.VALUE, "expected an integer of at most 64 bits")),
        arguments(Check.MOMENT, 5L, fault(Type.TYPE, "expected a string, found 5")),
        arguments(Check.MOMENT, "soon", fault(Type.VALUE, moment)),
        arguments(
            Check.listOf(Check.TEXT),
            Map.of("a", 1L),
            fault(Type.TYPE, "expected a list, found an object")),
        arguments(
            Check.listOf(Check.TEXT),
            List.of("a", 7L),
            fault(Type.TYPE, "expected a string, found 7", 1)),
        arguments(
            Check.mapOf(Check.TEXT),
            List.of("a", "b"),
            fault(Type.TYPE, "expected an object, found a list of 2")),
        arguments(
            Check.mapOf(Check.TEXT),
            Map.of("a", Map.of()),
            fault(Type.TYPE, "expected a string, found an empty object", "a")),
        arguments(
            Check.oneOf("up", "down"),
            "left",
            fault(Type.VALUE, "expected up or down, found string \"left\"")),
        arguments(
            Check.oneOf("up", "down"), null, fault(Type.TYPE, "expected a string, found null")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void wrongValuesAreToldWithTheirPlace(Check check, Object value, ValidationError expected) {
    assertThat(faults(check, value)).containsExactly(expected);
  }

  @Test
  void objectsAreCheckedMemberByMember() {
    Check check =
        Check.object()
            .required("id", Check.TEXT)
            .required("size", Check.INTEGER)
            .optional("tags", Check.listOf(Check.TEXT));
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("tags", List.of("a", 4L, true));
    value.put("colour", "red");
    value.put("id", null);

    assertThat(faults(check, value))
        .containsExactly(
            fault(Type.TYPE, "expected a string, found 4", "tags", 1),
            fault(Type.TYPE, "expected a string, found true", "tags", 2),
            fault(Type.EXTRA_FORBIDDEN, "unknown member; known: id, size, tags", "colour"),
            fault(Type.TYPE, "expected a string, found null", "id"),
            fault(Type.MISSING, "required, but not there", "size"));
    assertThat(faults(check, List.of()))
        .containsExactly(fault(Type.TYPE, "expected an object, found a list of 0"));
  }
}
