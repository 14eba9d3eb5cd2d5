package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/semantics.md section 4, rule 22. */
class FoldedTextTest {

  @ParameterizedTest
  @CsvSource({
    "invoice, Your INVOICE is due, true",
    "Invoice, your invo\u0131ce is due, true", // dotless i
    "kiss, a KI\u017fS, true", // long s
    "ok, O\u212a, true", // Kelvin sign
    "sk, \u017f\u212a, true", // nothing but letters with three spellings
    "\u00e5, \u212b, true", // Angstrom sign
    "\u03bb\u03bf\u03b3\u03bf\u03c2, \u039b\u039f\u0393\u039f\u03a3, true", // final sigma
    "\u01c6, \u01c5, true", // title case Dz
    "\u8fd4\u91d1, \u5168\u984d\u8fd4\u91d1, true", // no case at all
    "\ud801\udc28, x\ud801\udc00, true", // Deseret long I
    "\u00df, ss, false", // sharp s
    "invoice, invo ice, false",
    "invoice, nvoice, false", // starts before the text
    "invoice, invoic, false", // goes on after it
  })
  void isFoundWhateverTheCase(String what, String in, boolean found) {
    assertThat(FoldedText.of(what).isIn(in)).isEqualTo(found);
    assertThat(FoldedText.of(what).isIn("\u201c" + in)).isEqualTo(found); // held in wide characters
  }

  @Test
  void anEmptyTextIsInEveryText() {
    assertThat(FoldedText.of("").isIn("")).isTrue();
    assertThat(FoldedText.of("").isIn("x")).isTrue();
    assertThat(FoldedText.of("").equalsFolded("x")).isFalse();
  }

  @Property(tries = 500)
  void findsWhatAPlainSearchFinds(@ForAll("texts") String text, @ForAll("parts") String part) {
    List<Integer> in = foldedPlainly(text);
    List<Integer> what = foldedPlainly(part);

    assertThat(FoldedText.of(part).isIn(text)).isEqualTo(Collections.indexOfSubList(in, what) >= 0);
    assertThat(FoldedText.of(part).equalsFolded(text)).isEqualTo(in.equals(what));
  }

  @Property(tries = 500)
  void findsEveryPartOfAText(@ForAll("anyText") String text, @ForAll int from, @ForAll int to) {
    int[] whole = text.codePoints().toArray();
    int start = Math.floorMod(from, whole.length + 1);
    int end = start + Math.floorMod(to, whole.length - start + 1);
    String part = new String(whole, start, end - start);

    for (String other : List.of(text, folded(text), text + "\u201d", "\u201c" + folded(text))) {
      assertThat(FoldedText.of(part).isIn(other)).isTrue();
      assertThat(FoldedText.of(folded(part)).isIn(other)).isTrue();
    }
  }

  @Test
  void everyCharacterIsFoundByWhatItFoldsTo() {
    for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
      int folded = CodePoints.fold(each);
      if (folded != each) {
        String there = "x" + Character.toString(each) + "x";
        assertThat(FoldedText.of(Character.toString(folded)).isIn(there)).isTrue();
        assertThat(FoldedText.of("x" + Character.toString(folded) + "x").isIn(there)).isTrue();
      }
    }
  }

  @Test
  void foldingKeepsTheWidthAndIsDoneOnce() {
    IntStream others =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(
                each ->
                    Character.charCount(CodePoints.fold(each)) != Character.charCount(each)
                        || CodePoints.fold(CodePoints.fold(each)) != CodePoints.fold(each));

    assertThat(others.mapToObj(Integer::toHexString)).isEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', 'A', 'i', '\u0130', '\u0131', '\u03c3', '\u03c2')
        .withChars('k', 'K', '\u212a', 's', '\u017f', 'b', 'B')
        .withChars('\ue000', '\uffff', '\ud800', '\ud801', '\udc00', '\udc28')
        .ofMaxLength(6);
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.strings()
        .withChars('a', 'A', 'i', 'k', 'S', 'b', '\u03a3', '\ud801', '\udc28')
        .ofMaxLength(3);
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.strings().ofMaxLength(20);
  }

  private static String folded(String text) {
    int[] folded = text.codePoints().map(CodePoints::fold).toArray();
    return new String(folded, 0, folded.length);
  }

  private static List<Integer> foldedPlainly(String text) {
    return text.codePoints()
        .map(Character::toUpperCase)
        .map(Character::toLowerCase)
        .boxed()
        .toList();
  }
}
