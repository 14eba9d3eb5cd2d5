package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Strings that were kept are those that stand in the text. */
class KnownStringsTest {

  private final KnownStrings known = new KnownStrings(ShortStrings.LONGEST);
  private final LastString last = new LastString();

  private static JsonBytes json(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new JsonBytes(bytes, bytes.length);
  }

  @Property
  void itIsTheStringOfTheBytes(
      @ForAll @Size(max = 20) List<@AlphaChars @StringLength(max = 30) String> strings) {
    for (String string : strings) {
      JsonBytes json = json("<" + string + ">");
      assertThat(known.of(json, 1, 1 + string.length())).isEqualTo(string);
      assertThat(last.of(json, 1, 1 + string.length())).isEqualTo(string);
    }
  }

  @Test
  void aShortOneIsMadeOnce() {
    String longest = "x".repeat(ShortStrings.LONGEST);
    assertThat(of(known, longest)).isSameAs(of(known, longest));
    assertThat(of(known, longest + "x")).isNotSameAs(of(known, longest + "x"));
  }

  private static String of(KnownStrings known, String string) {
    return known.of(json(string), 0, string.length());
  }

  @Test
  void theSameAsBeforeIsMadeOnce() {
    String first = last.of(json("a longer id"), 0, 11);
    assertThat(last.of(json("a longer id"), 0, 11)).isSameAs(first);
    assertThat(last.of(json("a longer ic"), 0, 11)).isEqualTo("a longer ic");
  }
}
