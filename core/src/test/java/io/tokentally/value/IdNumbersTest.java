package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdNumbersTest {

  @Property
  void idsAreNumberedInOrder(@ForAll @Size(max = 200) List<String> ids) {
    IdNumbers numbers = new IdNumbers();
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (String id : ids) {
      // Half a surrogate pair has no UTF-8.
      String plain = id.replaceAll("[\\ud800-\\udfff]", "x");
      assertThat(numbers.find(plain)).isEqualTo(expected.getOrDefault(plain, IdNumbers.NONE));
      expected.putIfAbsent(plain, expected.size());
      assertThat(numbers.number(plain)).isEqualTo(expected.get(plain));
    }
    assertThat(numbers.size()).isEqualTo(expected.size());
  }

  @Test
  void manyIdsThatDifferLittleKeepTheirNumbers() {
    IdNumbers numbers = new IdNumbers();
    for (int i = 0; i < 20_000; i++) {
      assertThat(numbers.number("call-" + i)).isEqualTo(i);
    }
    for (int i = 0; i < 20_000; i++) {
      assertThat(numbers.find("call-" + i)).isEqualTo(i);
    }
    assertThat(numbers.find("call-" + 20_000)).isEqualTo(IdNumbers.NONE);
  }
}
