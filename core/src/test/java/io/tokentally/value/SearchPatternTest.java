package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/semantics.md section 4, rule 22; and that no text makes a search slow. */
class SearchPatternTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', x, true",
    "x, '', false",
    "invoice, your invoice is due, true",
    "invoice, your Invoice is due, false",
    "invoice, invoic, false",
    "a text longer than its head, so: a text longer than its head!, true",
    "a text longer than its head, so: a text longer than its hea, false",
    "\ud83d\ude00, x\ud83d\ude00, true",
    "\ud83d, x\ud83d\ude00, false", // half of the pair
    "\ude00, x\ud83d\ude00, false",
    "\ude00, \ud83d\ude00\ude00, true",
    "\ud83d, \ud83d\ude00\ud83d, true",
  })
  void isFoundByCodePoints(String what, String in, boolean found) {
    assertThat(SearchPattern.of(what).isIn(in)).isEqualTo(found);
  }

  @Property(tries = 500)
  void findsWhatAPlainSearchFinds(@ForAll("texts") String text, @ForAll("texts") String other) {
    String part = other.substring(0, other.length() / 10);
    assertThat(SearchPattern.of(part).isIn(text)).isEqualTo(isPlainlyIn(text, part));
  }

  /** Much of the text is found at many places, so that the search goes over to the other. */
  @Property(tries = 500)
  void findsAsMuchWhereTheTextRepeatsItself(@ForAll("texts") String repeats, @ForAll int from) {
    String text = repeats.repeat(4);
    int start = Math.floorMod(from, text.length() + 1);
    for (String part : List.of(text.substring(start), text.substring(start) + "a", repeats + "b")) {
      assertThat(SearchPattern.of(part).isIn(text)).isEqualTo(isPlainlyIn(text, part));
      assertThat(FoldedText.of(part).isIn(text.toUpperCase(Locale.ROOT)))
          .isEqualTo(isPlainlyIn(text, part));
    }
  }

  @Test
  void noTextMakesASearchTakeTheProductOfBothLengths() {
    String many = "b".repeat(4_000_000);
    String sought = "b".repeat(400_000);
    for (String hostile : List.of(sought + "a", "a" + sought, sought + "a" + sought)) {
      assertThat(SearchPattern.of(hostile).isIn(many)).isFalse();
      assertThat(FoldedText.of(hostile).isIn(many)).isFalse();
      assertThat(SearchPattern.of(hostile).isIn(many + hostile)).isTrue();
      assertThat(FoldedText.of(hostile).isIn(many + hostile)).isTrue();
    }
  }

  private static boolean isPlainlyIn(String text, String part) {
    List<Integer> in = text.codePoints().boxed().toList();
    return Collections.indexOfSubList(in, part.codePoints().boxed().toList()) >= 0;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', 'b', '\ud83d', '\ude00').ofMaxLength(80);
  }
}
