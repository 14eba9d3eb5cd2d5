package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShortStringsTest {

  /** {@return what stands for a string that was made anew} */
  private static String of(String string) {
    return ShortStrings.of(new String(string.toCharArray()));
  }

  @Property
  void itIsTheStringOfTheCharacters(@ForAll @StringLength(max = 30) String string) {
    assertThat(of(string)).isEqualTo(string);
  }

  @Test
  void stringsOfOneHashDoNotMix() {
    for (int i = 0; i < 3; i++) {
      assertThat(of("Aa")).isEqualTo("Aa");
      assertThat(of("BB")).isEqualTo("BB");
    }
  }

  @Test
  void aShortOneIsMadeOnce() {
    String longest = "x".repeat(ShortStrings.LONGEST);
    assertThat(of(longest)).isSameAs(of(longest));
    assertThat(of(longest + "x")).isNotSameAs(of(longest + "x"));
  }
}
