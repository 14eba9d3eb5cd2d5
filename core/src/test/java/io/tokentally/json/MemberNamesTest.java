package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Names are found where they stand, and nothing else is. */
class MemberNamesTest {

  @Property(tries = 500)
  void findsNamesAsAListDoes(
      @ForAll @Size(max = 30) Set<@From("names") String> known,
      @ForAll @From("names") String name,
      @ForAll @From("names") String before,
      @ForAll @From("names") String after) {
    List<String> names = List.copyOf(known);
    MemberNames found = new MemberNames(names);
    byte[] start = before.getBytes(StandardCharsets.UTF_8);
    byte[] all = (before + name + after).getBytes(StandardCharsets.UTF_8);
    int to = start.length + name.getBytes(StandardCharsets.UTF_8).length;
    assertThat(found.find(all, start.length, to)).isEqualTo(names.indexOf(name));
  }

  /** Many of them alike, at both ends of what eight and sixteen bytes hold. */
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("ab").ofMaxLength(3),
        Arbitraries.strings().withChars("ab\u00e9").ofMinLength(7).ofMaxLength(9),
        Arbitraries.of("input_tokens", "output_tokens", "a".repeat(15), "a".repeat(16)),
        Arbitraries.of("abcdefgh_12345678", "abcdefgh-12345678", "abcdefgh__12345678"));
  }
}
