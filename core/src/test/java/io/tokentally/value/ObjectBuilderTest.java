package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is built equals a map to which the same was put, with few members and with many. */
class ObjectBuilderTest {

  @Property
  void itIsTheMapOfItsMembers(@ForAll("members") List<Tuple2<String, Long>> members) {
    ObjectBuilder builder = new ObjectBuilder();
    Map<String, Object> map = new LinkedHashMap<>();
    for (Tuple2<String, Long> member : members) {
      assertThat(builder.contains(member.get1())).isEqualTo(map.containsKey(member.get1()));
      builder.put(member.get1(), member.get2());
      map.put(member.get1(), member.get2());
    }
    Map<String, Object> built = builder.build();

    assertThat(built).isEqualTo(map).hasSameHashCodeAs(map).hasToString(map.toString());
    assertThat(new ArrayList<>(built.entrySet())).isEqualTo(new ArrayList<>(map.entrySet()));
    List<String> each = new ArrayList<>();
    built.forEach((key, value) -> each.add(key + "=" + value));
    assertThat(each).isEqualTo(map.entrySet().stream().map(Object::toString).toList());
    for (String key : List.of("a", "Aa", "BB", "p", "q", "")) {
      assertThat(built.get(key)).isEqualTo(map.get(key));
      assertThat(built.containsKey(key)).isEqualTo(map.containsKey(key));
    }
  }

  /** Keys are the same strings from one object to the next, as readers give them, or equal ones. */
  @Property
  void objectsBuiltOneAfterTheOtherHaveTheFirstValueOfEachKey(
      @ForAll List<@IntRange(max = 3) Integer> keys, @ForAll Random random) {
    String[] strings = {"a", "b", "c", "d"};
    ObjectBuilder builder = new ObjectBuilder();
    for (int object = 0; object < 4; object++) {
      Map<String, Object> map = new LinkedHashMap<>();
      builder.clear();
      for (int i = 0; i < keys.size() - object % 2; i++) {
        boolean isOther = random.nextInt(8) == 0;
        String key = strings[isOther ? random.nextInt(4) : keys.get(i)];
        key = random.nextInt(8) == 0 ? new String(key.toCharArray()) : key;
        assertThat(builder.add(key, (long) i)).isEqualTo(map.putIfAbsent(key, (long) i) == null);
      }
      assertThat(builder.build()).isEqualTo(map).hasToString(map.toString());
    }
  }

  @Provide
  Arbitrary<List<Tuple2<String, Long>>> members() {
    Arbitrary<String> keys =
        Arbitraries.oneOf(
            Arbitraries.of("Aa", "BB", "", "long " + "x".repeat(600)), // two have one hash
            Arbitraries.strings().withCharRange('a', 'z').ofLength(1));
    Arbitrary<Long> values = Arbitraries.longs().injectNull(0.2);
    return keys.flatMap(key -> values.map(value -> Tuple.of(key, value))).list().ofMaxSize(40);
  }

  @Test
  void objectsOfTheSameKeysShareTheirShape() {
    String[] keys = {"one", "two"};
    assertThat(Shape.of(keys, 2)).isSameAs(Shape.of(keys.clone(), 2));
    assertThat(Shape.of(keys, 1)).isNotSameAs(Shape.of(keys, 2));
  }

  @Test
  void longKeysAreNotKept() {
    String[] keys = {"k".repeat(513)};
    assertThat(Shape.of(keys, 1)).isNotSameAs(Shape.of(keys, 1));
  }

  @Test
  void nothingElseIsAKey() {
    ObjectBuilder builder = new ObjectBuilder();
    builder.put("1", true);
    Map<String, Object> built = builder.build();
    assertThat(built.get((Object) 1)).isNull();
    assertThat(built.get(null)).isNull();
  }

  @Test
  void whatIsBuiltEndsAndCannotChange() {
    ObjectBuilder builder = new ObjectBuilder();
    builder.put("a", null);
    Map<String, Object> built = builder.build();
    Iterator<Map.Entry<String, Object>> entries = built.entrySet().iterator();
    Map.Entry<String, Object> entry = entries.next();
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(entries::remove).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> entry.setValue(1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> built.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(built::clear).isInstanceOf(UnsupportedOperationException.class);
  }
}
