package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.testing.JsonArbitraries;
import io.tokentally.testing.Threads;
import io.tokentally.value.Frozen;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of JSON later is what is made of it at once. */
class LazyObjectTest {

  private static final String JSON = "{\"a\":{\"b\":[1,\"x\"]},\"c\":null}";

  @Property
  void itIsTheObjectThatIsReadAtOnce(@ForAll("objects") Map<String, @Nullable Object> object) {
    String json = JsonText.of(object);
    Object read = read(json);
    Assume.that(read instanceof LazyObject); // others have something unusual
    Map<?, ?> once = (Map<?, ?>) new LineReader().read(text(json), 0, length(json), 1, faults());
    assertThat(((Frozen) read).levels()).isEqualTo(((Frozen) once).levels());
    assertThat(read).isEqualTo(once).hasSameHashCodeAs(once).hasToString(once.toString());
    assertThat(once).isEqualTo(read(json));
    LazyObject lazy = (LazyObject) read(json);
    once.forEach(
        (key, value) -> {
          assertThat(lazy.containsKey(key)).isTrue();
          assertThat(lazy.get(key)).isEqualTo(value);
        });
    assertThat(lazy).hasSize(once.size());
    assertThat(JsonText.of(read(json))).isEqualTo(JsonText.of(once));
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> objects() {
    return JsonArbitraries.objects();
  }

  @Test
  void mostObjectsAreKept() {
    assertThat(read(JSON)).isInstanceOf(LazyObject.class);
    assertThat(read("{\"\u00e4\": \"\\u00e4\\n\ud83d\ude00\", \"b\" : [ { } ] }"))
        .isInstanceOf(LazyObject.class);
  }

  @Test
  void whatIsNoObjectOrEmptyOrVeryLongIsNot() {
    assertThat(read("[1]")).isNotInstanceOf(LazyObject.class);
    assertThat(read("{}")).isNotInstanceOf(LazyObject.class);
    assertThat(read("{\"a\":\"" + "x".repeat(1 << 20) + "\"}")).isNotInstanceOf(LazyObject.class);
  }

  @Test
  void halfASurrogatePairIsReadLater() {
    Object read = read("{\"a\":\"\\ud83d\"}");
    assertThat(read).isInstanceOf(LazyObject.class).isEqualTo(Map.of("a", "\ud83d"));
  }

  @Test
  void numbersKeepTheirForm() {
    String json = "{\"a\":0.50,\"b\":-0,\"c\":12345678901234567890123,\"d\":1.000}";
    assertThat(read(json)).isInstanceOf(LazyObject.class);
    assertThat(JsonText.of(read(json)))
        .isEqualTo("{\"a\":0.50,\"b\":0,\"c\":12345678901234567890123,\"d\":1.000}");
  }

  @Test
  void nobodyCanChangeIt() {
    Map<?, ?> object = (Map<?, ?>) read(JSON);
    assertThatThrownBy(object::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.entrySet().iterator().next().setValue(null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(object).isEqualTo(read(JSON));
  }

  @Test
  void manyThreadsMayAskFirst() throws Exception {
    for (int i = 0; i < 100; i++) {
      String json = "{\"a\":{\"number\":" + i + ",\"text\":\"\u00e4\\n\"}}";
      Object object = read(json);
      Map<String, Object> expected = Map.of("a", Map.of("number", (long) i, "text", "\u00e4\n"));
      Threads.run(8, thread -> assertThat(object).isEqualTo(expected));
    }
  }

  /** {@return the value of a member that is kept as JSON if it can be} */
  private static @Nullable Object read(String json) {
    LineReader reader = new LineReader(Set.of("more"));
    String line = "{\"n\":1,\"more\":" + json + "}";
    Object read = reader.read(text(line), 0, length(line), 1, faults());
    assertThat(read).isInstanceOf(Map.class);
    return ((Map<?, ?>) read).get("more");
  }

  private static ErrorCollector faults() {
    return new ErrorCollector();
  }

  private static JsonBytes text(String json) {
    return new JsonBytes(json.getBytes(StandardCharsets.UTF_8), length(json));
  }

  private static int length(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }
}
