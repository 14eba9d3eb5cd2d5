package io.tokentally.aggregation.rollup.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.value.PackedStringDictionary;
import io.tokentally.value.StringDictionary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** CodePoints and their numbers, as a map would have them. */
class StringDictionaryTest {

  @Property(tries = 300)
  void numberTextsAsAMapWould(@ForAll @Size(max = 200) List<@From("texts") String> texts) {
    for (StringDictionary ids :
        List.of(new ReferencedStringDictionary(0), new PackedStringDictionary())) {
      Map<String, Integer> expected = new HashMap<>();
      for (String text : texts) {
        assertThat(ids.find(text)).isEqualTo(expected.getOrDefault(text, StringDictionary.NONE));
        int number = expected.computeIfAbsent(text, unused -> expected.size());
        assertThat(ids.number(text)).isEqualTo(number);
        assertThat(ids.find(text)).isEqualTo(number);
        assertThat(ids.text(number)).isEqualTo(text);
        assertThat(ids.size()).isEqualTo(expected.size());
      }
    }
  }

  @Property(tries = 300)
  void numberManyTextsAsOneAfterTheOther(
      @ForAll @Size(max = 30) List<@Size(max = 40) List<@From("textsAndNulls") String>> batches) {
    for (StringDictionary ids :
        List.of(new ReferencedStringDictionary(0), new PackedStringDictionary())) {
      StringDictionary expected = new ReferencedStringDictionary(0);
      for (List<String> batch : batches) {
        int[] numbers = IntStream.range(0, batch.size() + 2).map(i -> -10 - i).toArray();
        // What stands behind those that are asked for is not looked at.
        String[] some = batch.toArray(new String[batch.size() + 1]);
        some[batch.size()] = "none of them";
        ids.numbers(some, batch.size(), numbers, 1);
        assertThat(numbers[0]).isEqualTo(-10);
        assertThat(numbers[batch.size() + 1]).isEqualTo(-11 - batch.size());
        for (int i = 0; i < batch.size(); i++) {
          String text = batch.get(i);
          assertThat(numbers[i + 1]).isEqualTo(text == null ? -11 - i : expected.number(text));
        }
      }
      assertThat(ids.size()).isEqualTo(expected.size());
      IntStream.range(0, ids.size())
          .forEach(i -> assertThat(ids.text(i)).isEqualTo(expected.text(i)));
    }
  }

  /** Among them many with the same hashes, several objects each. */
  @Provide
  Arbitrary<String> textsAndNulls() {
    Arbitrary<String> alike =
        Arbitraries.of("Aa", "BB").list().ofSize(8).map(parts -> String.join("", parts));
    return Arbitraries.oneOf(texts(), alike, alike).map(String::new).injectNull(0.2);
  }

  /** Also halves of pairs, which no UTF-8 can hold, and what stands in their place. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', '?', '\u00e9', '\u20ac', '\ud83d', '\ude00', '\u0000', '\ufffd')
        .ofMaxLength(20);
  }

  @Test
  void tellTextsApartWhoseHashesAreTheSame() {
    List<String> alike = new ArrayList<>(List.of(""));
    for (int i = 0; i < 12; i++) {
      List<String> longer = new ArrayList<>();
      alike.forEach(text -> longer.addAll(List.of(text + "Aa", text + "BB")));
      alike = longer;
    }
    assertThat(alike.stream().mapToInt(String::hashCode).distinct().toArray()).hasSize(1);
    for (StringDictionary ids :
        List.of(new ReferencedStringDictionary(10), new PackedStringDictionary())) {
      assertThat(alike.stream().map(ids::number))
          .containsExactlyElementsOf(IntStream.range(0, alike.size()).boxed().toList());
      IntStream.range(0, 10_000).forEach(i -> ids.number("other " + i));
      assertThat(alike.stream().map(ids::find))
          .containsExactlyElementsOf(IntStream.range(0, alike.size()).boxed().toList());
      assertThat(ids.find("AaAa")).isEqualTo(StringDictionary.NONE);
    }
  }

  @Test
  void knowWhichTextsOthersHaveWhoseHashesAreTheSame() {
    List<String> alike = List.of("");
    for (int i = 0; i < 8; i++) {
      alike = alike.stream().flatMap(text -> Stream.of(text + "Aa", text + "BB")).toList();
    }
    List<String> others = alike.subList(100, alike.size());
    for (boolean crowded : new boolean[] {false, true}) {
      ReferencedStringDictionary ids = new ReferencedStringDictionary(10);
      (crowded ? alike : alike.subList(98, 102)).forEach(ids::number);
      ReferencedStringDictionary more = new ReferencedStringDictionary(10);
      (crowded ? others.subList(0, 2) : others).forEach(more::number);
      assertThat(ids.sharedWith(more).mapToObj(ids::text))
          .containsExactlyInAnyOrder(others.get(0), others.get(1));
      // A number stays the same, however often it is asked for.
      assertThat(
              alike.stream()
                  .filter(text -> ids.find(text) != StringDictionary.NONE)
                  .map(ids::number))
          .containsExactlyElementsOf(IntStream.range(0, ids.size()).boxed().toList());
    }
  }

  @Property(tries = 300)
  void knowWhichTextsOthersHave(
      @ForAll @Size(max = 50) List<@From("texts") String> texts,
      @ForAll @Size(max = 50) List<@From("texts") String> others) {
    for (StringDictionary ids :
        List.of(new ReferencedStringDictionary(0), new PackedStringDictionary())) {
      ReferencedStringDictionary more = new ReferencedStringDictionary(3);
      texts.forEach(ids::number);
      others.forEach(more::number);
      assertThat(ids.sharedWith(more).mapToObj(ids::text))
          .containsExactlyInAnyOrderElementsOf(
              texts.stream().distinct().filter(others::contains).toList());
    }
  }
}
