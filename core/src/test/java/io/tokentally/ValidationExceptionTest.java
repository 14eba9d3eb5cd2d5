package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationError.Type;
import io.tokentally.testing.SerialCopy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationExceptionTest {

  private static final ValidationError FIRST =
      new ValidationError(List.of("prices", 3, "rate"), "not \"free\"\n", Type.VALUE);
  private static final ValidationError SECOND =
      new ValidationError(List.of(), "expected an object, found \ud800", Type.TYPE);

  @Test
  void jsonIsTheBodyOfTheAnswer() {
    assertThat(new ValidationException(List.of(FIRST, SECOND)).toJson())
        .isEqualTo(
            "{\"detail\":[{\"loc\":[\"prices\",3,\"rate\"],\"msg\":\"not \\\"free\\\"\\n\","
                + "\"type\":\"value\"},{\"loc\":[],\"msg\":\"expected an object, found \\uD800\","
                + "\"type\":\"type\"}]}");
  }

  @Test
  void messageTellsEveryFaultInOneLine() {
    assertThat(
            new ValidationException(
                List.of(
                    new ValidationError(List.of("a", "b", 0, 1, "c"), "one", Type.VALUE),
                    new ValidationError(List.of(2, "d"), "two", Type.TYPE),
                    new ValidationError(List.of(), "three", Type.JSON))))
        .hasMessage("a.b[0][1].c: one; [2].d: two; three");
  }

  @Test
  void messageEndsAfterTwentyFaults() {
    List<ValidationError> faults =
        IntStream.range(0, 23)
            .mapToObj(i -> new ValidationError(List.of(i), "no", Type.TYPE))
            .toList();
    ValidationException refusal = new ValidationException(faults);

    assertThat(refusal)
        .hasMessageStartingWith("[0]: no; [1]: no; ")
        .hasMessageEndingWith("; [19]: no; and 3 more");
    assertThat(refusal.errors()).isEqualTo(faults);
    assertThat(new ValidationException(faults.subList(0, 20))).hasMessageEndingWith("; [19]: no");
  }

  @Test
  void longPathsAndMessagesAreCutShortInOneLine() {
    String longKey = "k".repeat(600);
    ValidationError fault =
        new ValidationError(
            List.of(longKey, longKey, longKey, 0), "m".repeat(2_000), Type.EXTRA_FORBIDDEN);

    assertThat(fault)
        .hasToString(longKey + "." + "k".repeat(399) + "…: " + "m".repeat(1_000) + "…");
    assertThat(new ValidationException(List.of(fault)).toJson())
        .contains(longKey, "m".repeat(2_000));
  }

  @Test
  void withinPutsAStepBeforeEveryPath() {
    ValidationException moved =
        new ValidationException(List.of(FIRST, SECOND)).within("query").within("body");

    assertThat(moved.errors())
        .containsExactly(
            new ValidationError(
                List.of("body", "query", "prices", 3, "rate"), FIRST.msg(), Type.VALUE),
            new ValidationError(List.of("body", "query"), SECOND.msg(), Type.TYPE));
  }

  @Test
  void faultsAreCopied() {
    List<ValidationError> faults = new ArrayList<>(List.of(FIRST));
    ValidationException refusal = new ValidationException(faults);
    faults.add(SECOND);

    assertThat(refusal.errors()).containsExactly(FIRST);
  }

  @Test
  void refusalWithoutAFaultIsRefused() {
    assertThatThrownBy(() -> new ValidationException(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one error");
  }

  @Test
  void faultsAreCopiedAndComplete() {
    List<Object> loc = new ArrayList<>(Arrays.asList("a", 0));
    ValidationError fault = new ValidationError(loc, "no", Type.TYPE);
    loc.clear();

    assertThat(fault.loc()).containsExactly("a", 0);
    assertThatThrownBy(() -> new ValidationError(List.of(), null, Type.TYPE))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("msg");
    assertThatThrownBy(() -> new ValidationError(List.of(), "no", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("type");
  }

  @Test
  void pathsHaveKeysAndPositionsAlone() {
    assertThatThrownBy(() -> new ValidationError(List.of("a", 5L), "no", Type.TYPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a String or an Integer as a step of a path, found java.lang.Long");
    assertThatThrownBy(() -> new ValidationError(List.of(List.of()), "no", Type.TYPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a String or an Integer as a step of a path");
  }

  @Test
  void serialisationKeepsTheFaults() throws Exception {
    ValidationException refusal = new ValidationException(List.of(FIRST, SECOND));
    ValidationException copy = SerialCopy.of(refusal);

    assertThat(copy.errors()).containsExactly(FIRST, SECOND);
    assertThat(copy.toJson()).isEqualTo(refusal.toJson());
    assertThat(copy).hasMessage(refusal.getMessage());
  }

  @Test
  void serialisationKeepsWhereARecordStands() throws Exception {
    BadCallException refusal =
        new BadCallException(new ValidationException(List.of(FIRST, SECOND)), 7, 3);
    BadCallException copy = SerialCopy.of(refusal);

    assertThat(copy.errors()).containsExactly(FIRST, SECOND);
    assertThat(copy.line()).isEqualTo(7);
    assertThat(copy.column()).isEqualTo(3);
    assertThat(copy).hasMessage(refusal.getMessage());
  }

  @Test
  void kindsAreWrittenInLowerCase() throws Exception {
    assertThat(Arrays.stream(Type.values()).map(Type::wireName))
        .containsExactly(
            "missing",
            "extra_forbidden",
            "type",
            "value",
            "arity",
            "unknown_operator",
            "unknown_field",
            "json",
            "syntax",
            "limit");
    String json = "{\"loc\":[\"a\",1],\"msg\":\"no\",\"type\":\"extra_forbidden\"}";
    ValidationError fault = new ValidationError(List.of("a", 1), "no", Type.EXTRA_FORBIDDEN);
    assertThat(TokentallyMapper.create().writeValueAsString(fault)).isEqualTo(json);
    assertThat(TokentallyMapper.create().readValue(json, ValidationError.class)).isEqualTo(fault);
  }
}
