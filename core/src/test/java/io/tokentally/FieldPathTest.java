package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/semantics.md rule 8. */
class FieldPathTest {

  static Stream<Arguments> paths() {
    return Stream.of(
        arguments("inputs", List.of("inputs")),
        arguments("inputs.a.0", List.of("inputs", "a", "0")),
        arguments("a\\.b", List.of("a.b")),
        arguments("a\\.b.c", List.of("a.b", "c")),
        arguments("a\\\\.b", List.of("a\\.b")),
        arguments("a\\\\\\.b", List.of("a\\\\.b")),
        arguments("a\\b.c", List.of("a\\b", "c")),
        arguments("a\\", List.of("a\\")),
        arguments("\\\\", List.of("\\\\")),
        arguments("\\.", List.of(".")),
        arguments("", List.of("")),
        arguments(".", List.of("", "")),
        arguments("a.", List.of("a", "")),
        arguments(".a", List.of("", "a")),
        arguments("a..b", List.of("a", "", "b")));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void textIsSplitAtDotsWithoutBackslash(String text, List<String> parts) {
    FieldPath path = FieldPath.parse(text);

    assertThat(path.parts()).isEqualTo(parts);
    assertThat(path.column()).isEqualTo(parts.get(0));
    assertThat(path.below()).isEqualTo(parts.subList(1, parts.size()));
    assertThat(path).hasToString(text);
  }

  @Test
  void keysAreTakenAsTheyAre() {
    assertThat(FieldPath.of("a.b", "", "c\\d", "e\\")).hasToString("a\\.b..c\\d.e\\");
  }

  @Test
  void keyBeforeAnotherMustNotEndInBackslash() {
    assertThatThrownBy(() -> FieldPath.of("a", "b\\", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a key that ends in a backslash can only be the last of a path, found [a, b\\, c]");
  }

  @Test
  void partsCannotBeChanged() {
    List<String> parts = FieldPath.parse("a.b").parts();

    assertThatThrownBy(() -> parts.set(0, "c")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equalPathsHaveEqualKeys() {
    assertThat(FieldPath.of("a.b"))
        .isEqualTo(FieldPath.parse("a\\.b"))
        .hasSameHashCodeAs(FieldPath.parse("a\\.b"))
        .isNotEqualTo(FieldPath.parse("a.b"));
  }

  @Property(tries = 500)
  void everyTextIsAPathThatPrintsAsTheText(@ForAll("texts") String text) {
    assertThat(FieldPath.parse(text)).hasToString(text);
  }

  @Property(tries = 500)
  void writtenKeysAreReadBack(@ForAll("texts") String first, @ForAll("keys") List<String> rest) {
    String[] more = rest.toArray(String[]::new);
    if (Stream.concat(Stream.of(first), rest.stream())
        .limit(rest.size())
        .anyMatch(key -> key.endsWith("\\"))) {
      assertThatThrownBy(() -> FieldPath.of(first, more))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a key that ends in a backslash");
    } else {
      FieldPath path = FieldPath.of(first, more);
      assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', '.', '\\', '0', '\ud800', '\0').ofMaxLength(6);
  }

  @Provide
  Arbitrary<List<String>> keys() {
    return texts().list().ofMaxSize(3);
  }
}
