package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of JSON. Nesting and faults are tested where they are told. */
class JsonLimitsTest {

  @ParameterizedTest
  @CsvSource({"9999, 0", "10000, 0", "10001, 1", "20000, 1"})
  void aNumberHasAtMostTenThousandCharacters(int length, int faults) {
    assertThat(faults("[" + "7".repeat(length) + "]")).isEqualTo(faults);
    assertThat(faults("[0." + "7".repeat(length - 2) + "]")).isEqualTo(faults);
  }

  @ParameterizedTest
  @CsvSource({
    "1e2147483645, 0",
    "1e2147483646, 1",
    "1e99999999999, 1",
    "1e-2147483647, 0",
    "1e-99999999999, 1"
  })
  void anExponentFitsAnInt(String number, int faults) {
    assertThat(faults("[" + number + "]")).isEqualTo(faults);
  }

  /** What is beyond them would fill the memory of a test. */
  @Test
  void textsAndKeysAreBoundedByTheJsonLibrary() {
    StreamReadConstraints ours = JsonReader.newFactory().streamReadConstraints();
    assertThat(ours.getMaxStringLength()).isEqualTo(JsonReader.MAX_STRING_LENGTH);
    assertThat(ours.getMaxNameLength()).isEqualTo(JsonReader.MAX_STRING_LENGTH);
    StreamReadConstraints mapper = TokentallyMapper.create().getFactory().streamReadConstraints();
    assertThat(mapper.getMaxStringLength()).isEqualTo(100_000_000);
    assertThat(mapper.getMaxNameLength()).isEqualTo(100_000_000);
    assertThat(mapper.getMaxNestingDepth()).isEqualTo(1_500);
    assertThat(mapper.getMaxNumberLength()).isEqualTo(10_000);
    assertThat(mapper.getMaxDocumentLength()).isEqualTo(JsonReader.MAX_DOCUMENT_LENGTH);
  }

  /** Blanks alone, so that nothing but the document itself takes memory. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "268435455 | not JSON: expected a value, found nothing",
        "268435456 | not JSON: expected a value, found nothing",
        "268435457 | expected at most 268435456 characters, found 268435457",
      })
  void aDocumentHasAtMostAQuarterOfAGibibyte(int length, String refusal) {
    assertThatThrownBy(() -> faults(" ".repeat(length)))
        .isInstanceOf(ValidationException.class)
        .hasMessage(refusal);
  }

  private static int faults(String json) {
    ErrorCollector faults = new ErrorCollector();
    JsonReader.read(json, Loc.ROOT, faults);
    return faults.size();
  }
}
