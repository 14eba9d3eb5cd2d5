package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/semantics.md section 4, rule 22. */
class CodePointsTest {

  @ParameterizedTest
  @CsvSource({
    "A, a",
    "\u00c4, \u00e4", // A with diaeresis
    "\u03a3, \u03c3", // sigma
    "\u03c2, \u03c3", // final sigma
    "\u0130, i", // I with dot
    "\u0131, i", // dotless i
    "\u212a, k", // Kelvin sign
    "\u212b, \u00e5", // Angstrom sign
    "\u017f, s", // long s
    "\u01c5, \u01c6", // title case Dz
    "\ud801\udc00, \ud801\udc28", // Deseret long I
  })
  void caseFoldsByCodePoint(String upper, String lower) {
    assertThat(folded(upper)).isEqualTo(folded(lower)).isEqualTo(codePoints(lower));
  }

  @ParameterizedTest
  @CsvSource({
    "\u00df, ss", // sharp s
    "\u1e9e, ss", // capital sharp s
    "\ufb01, fi", // ligature
    "\u00e4, a\u0308", // composed and decomposed
    "\u00e9, e",
  })
  void nothingElseFolds(String one, String other) {
    assertThat(folded(one)).isNotEqualTo(folded(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\ud800", "\udc00", "\ud83d\ude00"})
  void orderGoesOnAfterEqualBeginnings(String same) {
    assertThat(CodePoints.compare(same + "a", same + "b")).isNegative();
    assertThat(CodePoints.compare(same + "\ue000", same + "\ud83d\ude00")).isNegative();
    assertThat(CodePoints.compare(same, same + "a")).isNegative();
    assertThat(CodePoints.compare(same, same)).isZero();
  }

  @Property(tries = 500)
  void orderIsThatOfCodePoints(@ForAll("texts") String a, @ForAll("texts") String b) {
    int expected = Integer.signum(Arrays.compare(codePoints(a), codePoints(b)));

    assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(expected);
    assertThat(Integer.signum(CodePoints.compare(b, a))).isEqualTo(-expected);
    assertThat(CodePoints.compare(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(Integer.signum(CodePoints.orderWith(b).compare(a, b))).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', 'A', 'i', '\u0130', '\u0131', '\u03c3', '\u03c2')
        .withChars('\ue000', '\uffff', '\ud800', '\ud801', '\udc00', '\udc28')
        .ofMaxLength(5);
  }

  private static int[] codePoints(String text) {
    return text.codePoints().toArray();
  }

  private static int[] folded(String text) {
    return text.codePoints().map(CodePoints::fold).toArray();
  }
}
