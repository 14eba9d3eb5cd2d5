package io.tokentally.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.json.PackageVersion;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.value.JsonValues;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends the reading of a text at once: it is no JSON, or nested too deep. */
class JsonRefusalTest {

  private final ErrorCollector faults = new ErrorCollector();

  private Object read(String json) {
    return JsonReader.read(json, Loc.ROOT.key("body"), faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2|expected its end, found more at line 1, column 3",
        "{} []|expected its end, found more at line 1, column 4",
        "{\"a\":}|'}' (code 125)",
        "[1,]|']' (code 93)",
        "[1 2]|'2' (code 50)",
        "{\"a\" 1}|'1' (code 49)",
        "{a:1}|'a' (code 97)",
        "{'a':1}|(code 39)",
        "[01]|Leading zeroes not allowed",
        "[+1]|'+' (code 43)",
        "[.5]|'.' (code 46)",
        "[5.]|']' (code 93)",
        "[1e]|']' (code 93)",
        "[NaN]|'NaN'",
        "[-Infinity]|Infinity",
        "[nul]|'nul'",
        "[True]|'True'",
        "[1/**/]|'/' (code 47)",
        "\"a|end-of-input",
        "\"\\x\"|'x' (code 120)",
        "\"\\u12\"|'\"' (code 34",
        "[[1|end-of-input",
        "]|']'",
      })
  void textThatIsNoJsonIsRefused(String json, String part) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            MalformedJsonException.class,
            refusal -> {
              assertThat(refusal.line()).isEqualTo(1);
              assertThat(refusal.column()).isPositive();
              assertThat(refusal.errors())
                  .singleElement()
                  .satisfies(
                      fault -> {
                        assertThat(fault.loc()).containsExactly("body");
                        assertThat(fault.type()).isEqualTo(Type.JSON);
                      });
            })
        .hasMessageStartingWith("body: not JSON: ")
        .hasMessageContaining(part)
        .hasMessageContaining(" at line 1, column ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r "})
  void nothingIsNoJson(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("body: not JSON: expected a value, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2", "{\"a\":[1}", "{\"a\":\"b"})
  void refusalsSpeakOfTheTextAloneNotOfTheParser(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith("body: not JSON: ")
        .hasMessageNotContainingAny("Source", "REDACTED", "StreamReadFeature");
  }

  @Test
  void rawControlCharactersAreNoJson() {
    assertThatThrownBy(() -> read("\"a\nb\""))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("CTRL-CHAR, code 10");
  }

  @Test
  void placeOfTheFaultIsThatInTheText() {
    MalformedJsonException refusal =
        catchThrowableOfType(MalformedJsonException.class, () -> read("[1,\n  2,\n   x]"));

    assertThat(refusal.line()).isEqualTo(3);
    assertThat(refusal.column()).isEqualTo(4);
    assertThat(refusal).hasMessageEndingWith(" at line 3, column 4");
  }

  @Test
  void nestingIsReadUpToTheLimit() {
    int most = JsonValues.MAX_NESTING;

    assertThat(read("[".repeat(most) + "]".repeat(most))).isNotNull();
    assertTooDeep("[".repeat(most + 1) + "]".repeat(most + 1), List.of("body"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"$expr\":[", "{\"a\":[{\"$expr\":"})
  void hostileNestingIsRefused(String open) {
    assertThatThrownBy(() -> read(open.repeat(100_000)))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refusal -> assertThat(refusal.errors().get(0).type()).isEqualTo(Type.LIMIT))
        .hasMessageContaining("nested deeper than 1500 levels of JSON");
  }

  private void assertTooDeep(String json, List<Object> loc) {
    assertThat(catchThrowableOfType(ValidationException.class, () -> read(json)).errors())
        .containsExactly(
            new ValidationError(loc, "nested deeper than 1500 levels of JSON", Type.LIMIT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [NaN]  | Non-standard token 'NaN' at line 1, column 5
          [+1]   | Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs at line 1, column 3
          [/**/] | Unexpected character ('/' (code 47)): maybe a (non-standard) comment? at line 1, column 2
          """)
  void settingsOfTheJsonLibraryAreNotAdvised(String json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("body: not JSON: " + problem);
  }

  @Test
  void keysThatCollideAreRefusedInPlainWords() {
    List<String> parts = List.of("aaaa", "abcd", "xyzw", "qrst", "1234", "9876", "mnop", "ijkl");
    List<String> keys = List.of("efghuvwx");
    for (int i = 0; i < parts.size(); i++) {
      keys =
          keys.stream()
              .flatMap(key -> parts.stream().filter(part -> !key.contains(part)).map(key::concat))
              .toList();
    }
    byte[] json =
        JsonText.of(keys.stream().collect(toMap(identity(), String::length))).getBytes(UTF_8);
    assertThatThrownBy(
            () ->
                JsonReader.readLine(
                    JsonReader.newFactory(), json, 0, json.length, 1, new ErrorCollector()))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith(
            "not JSON: too many keys with one hash, as if made to slow us down");
  }

  /** A known gap: from 2.22 on the JSON library reads lone surrogates in texts, but not in keys. */
  @ParameterizedTest
  @CsvSource({
    "{\"a\\uDFFF\":1}, Unexpected low surrogate in field name",
    "{\"a\\uD800\":1}, Broken surrogate pair in field name",
  })
  void escapedLoneSurrogatesInKeysAreRefused(String json, String part) {
    assumeThat(PackageVersion.VERSION.getMinorVersion()).isGreaterThanOrEqualTo(22);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith("body: not JSON: " + part);
  }
}
