package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCollectorTest {

  private static final Loc BODY = Loc.ROOT.key("body");

  private static ErrorCollector withFaults(int count) {
    ErrorCollector faults = new ErrorCollector();
    for (int i = 0; i < count; i++) {
      faults.add(BODY.index(i), Type.TYPE, "bad");
    }
    return faults;
  }

  @Test
  void tenThousandAreAllTold() {
    assertThat(withFaults(10_000).refusal().errors()).hasSize(10_000);
  }

  @Test
  void ofMoreTheRestIsCountedWhereItBegins() {
    ErrorCollector faults = withFaults(10_003);

    List<ValidationError> errors = faults.refusal().errors();

    assertThat(errors).hasSize(10_001);
    assertThat(errors.get(10_000))
        .isEqualTo(
            new ValidationError(
                List.of("body", 10_000), "from here on there are more errors: 3", Type.LIMIT));
  }

  @Test
  void faultsThatWereOnlyCountedCountForWhoeverAsksWhetherThereAreNewOnes() {
    ErrorCollector faults = withFaults(10_003);
    faults.add(BODY, Type.TYPE, "bad");

    assertThat(faults.size()).isEqualTo(10_004);

    faults.cutTo(10_001);
    assertThat(faults.size()).isEqualTo(10_001);
    faults.cutTo(2);
    assertThat(faults.refusal().errors()).hasSize(2);
  }

  @Test
  void faultsOfAPartKeepTheirPlaces() {
    ErrorCollector all = withFaults(1);
    all.addAll(withFaults(2));
    all.addAll(withFaults(1).refusal(), BODY.key("x"));

    assertThat(all.refusal().errors())
        .extracting(ValidationError::loc)
        .containsExactly(
            List.of("body", 0),
            List.of("body", 0),
            List.of("body", 1),
            List.of("body", "x", "body", 0));
  }

  @Test
  void ofFaultsAtTheEndOfLongPathsFewerAreKept() {
    Loc deep = BODY;
    for (int i = 0; i < 1_000; i++) {
      deep = deep.key("abcdef"); // ten characters with what a step takes
    }
    ErrorCollector faults = new ErrorCollector();
    for (int i = 0; i < 500; i++) {
      faults.add(deep, Type.TYPE, "bad");
    }

    List<ValidationError> errors = faults.refusal().errors();

    assertThat(errors).hasSize(101);
    assertThat(errors.get(100).msg()).isEqualTo("from here on there are more errors: 400");
    assertThat(errors.get(100).loc()).hasSize(1_001);
  }

  @Test
  void theFirstFaultIsAlwaysKeptAndForgottenFaultsMakeRoom() {
    Loc huge = BODY.key("k".repeat(2_000_000));
    ErrorCollector faults = new ErrorCollector();
    faults.add(huge, Type.TYPE, "first");
    faults.add(BODY, Type.TYPE, "not kept");
    assertThat(faults.refusal().errors())
        .extracting(ValidationError::msg)
        .containsExactly("first", "from here on there are more errors: 1");

    faults.cutTo(0);
    faults.add(huge, Type.TYPE, "second");
    faults.dropBelow(huge);
    faults.add(BODY, Type.TYPE, "third");
    assertThat(faults.refusal().errors()).extracting(ValidationError::msg).containsExactly("third");
  }

  @Test
  void placesOfFaultsThatAreOnlyCountedAreNotLookedFor() {
    ErrorCollector faults = withFaults(10_001);
    faults.add(
        () -> {
          throw new AssertionError("looked for");
        },
        Type.TYPE,
        "bad");

    assertThat(faults.size()).isEqualTo(10_002);
  }

  @Test
  void longMessagesAreCutShort() {
    ErrorCollector faults = new ErrorCollector();
    faults.add(BODY, Type.TYPE, "x".repeat(1_000));
    faults.add(BODY, Type.TYPE, "x".repeat(1_001));

    assertThat(faults.refusal().errors())
        .extracting(ValidationError::msg)
        .containsExactly("x".repeat(1_000), "x".repeat(1_000) + "…");
    assertThat(ErrorCollector.refusal(BODY, Type.TYPE, "x".repeat(1_001)).errors().get(0).msg())
        .hasSize(1_001);
  }
}
