package io.tokentally.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.testing.JsonArbitraries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are read, or rejected, as the reader of documents does it. */
class LineReaderTest {

  /** One for all lines, as it is used. */
  private final LineReader reader = new LineReader();

  private final LineReader lazy = new LineReader(Set.of("more"));

  @Property
  void linesAreReadAsDocumentsAre(
      @ForAll("values") @Nullable Object value, @ForAll Random random, @ForAll boolean broken) {
    String json = rewritten(JsonText.of(value), random);
    String line = broken ? changed(json, random) : json;
    assertReadTheSame(line);
  }

  @Property
  void linesOfWhateverBytesAreReadOrRejectedAsDocumentsAre(
      @ForAll("values") @Nullable Object value, @ForAll Random random) {
    byte[] line = rewritten(JsonText.of(value), random).getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(line.length);
    line[at] = (byte) random.nextInt();
    assertReadTheSame(line[at] == '\n' ? "\\n".getBytes(StandardCharsets.UTF_8) : line);
  }

  @Property
  void keysThatAreWrittenTwiceAreFound(@ForAll Random random) {
    assertReadTheSame(objectOfFewKeys(random, 3));
  }

  private static String objectOfFewKeys(Random random, int levels) {
    String[] known = {
      "a",
      "b",
      "aa",
      "ab",
      "a\u00e4",
      "\u00e4",
      "prompt_tokens_of_a_call",
      "prompt_tokens_of_b_call",
      "total",
      "total_",
      "total_tokens",
      "total__okens",
      "\\u0061"
    };
    StringBuilder object = new StringBuilder("{");
    for (int left = random.nextInt(6); left > 0; left--) {
      object.append('"').append(known[random.nextInt(known.length)]).append("\":");
      object.append(levels == 0 ? "1" : objectOfFewKeys(random, random.nextInt(levels)));
      object.append(left > 1 ? "," : "");
    }
    String list = random.nextInt(4) == 0 ? "[1,%s]" : "%s";
    return list.formatted(object.append('}'));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 17, 63, 64, 65, 66, 1_000})
  void objectsOfManyKeysAreToo(int keys) {
    String members =
        IntStream.range(0, keys).mapToObj(i -> "\"k" + i + "\":" + i).collect(joining(","));
    assertReadTheSame("{" + members + "}");
    assertReadTheSame("{" + members + ",\"k0\":0}");
    assertReadTheSame("{" + members + ",\"k" + (keys - 1) + "\":0}");
    assertReadTheSame("{\"a\":{" + members + "},\"k0\":0,\"b\":{\"k0\":[{" + members + "}]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        " [ ] ",
        "[[[[[[[[{\"a\":[{}]}]]]]]]]]",
        "{\"a\":1,\"b\":2,\"a\":3}",
        "{\"a\":1,\"\\u0061\":3}",
        "{\"\":{\"\":\"\"}}",
        "{\"a\":{\"b\":{\"a\":[1,{\"c\":2}],\"d\":3},\"e\":4},\"f\":5}",
        "[-0,0,-1,123456789012345678,1234567890123456789,-123456789012345678,0.0,-0.50]",
        "[1e3,1E-2,1.5e400,-1.25]",
        "[01]",
        "[-]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[1 2]",
        "[1,]",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{1:2}",
        "[true,false,null]",
        "[truee]",
        "[nul]",
        "\"\\ud83d\\ude00 \\u00e4\\u20AC \ud83d\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ud83d\\n0041ab\"",
        "\"\\b\\f\\n\\r\\t\\/\\\\\\\"\"",
        "{\"\\udfff\":1}",
        "{\"a\\ud83d\":[1]}",
        "[{\"\\ud83d\\ude00\":1},{\"\\u00e4\\n\":2}]",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"no end",
        "\"a\" \"b\"",
        "{\"a\":[1,2}",
      })
  void unusualLinesAreToo(String line) {
    assertReadTheSame(line);
    assertReadTheSame("{\"n\":1,\"more\":" + line + ",\"last\":\"" + "x".repeat(70) + "\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {62, 63, 64, 65, 1_400, 1_501})
  void deepLinesAreToo(int levels) {
    assertReadTheSame("[".repeat(levels) + "]".repeat(levels));
    assertReadTheSame("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 40_000, 70_000, 200_000})
  void longEscapedStringsAreToo(int length) {
    assertReadTheSame("[\"" + "a\\n\u00e4\\u20ac".repeat(length / 10) + "\",\"b\\n\"]");
  }

  @Test
  void mostAreReadAtOnce() {
    String line = " {\"a b\": [1, -2.50, true, null, \"x\\n\\u00e4\u20ac\"], \"\u00e4\": {}} ";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    JsonBytes json = new JsonBytes(bytes, bytes.length);
    PlainJson plain = new PlainJson();
    assertThat(json.skipper().value(1)).isEqualTo(bytes.length - 1);
    assertThat(plain.read(json, 1)).isEqualTo(bytes.length - 1);
    assertThat(JsonText.of(plain.value()))
        .isEqualTo("{\"a b\":[1,-2.50,true,null,\"x\\n\u00e4\u20ac\"],\"\u00e4\":{}}");
  }

  private void assertReadTheSame(String line) {
    assertReadTheSame(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Also where it is kept as JSON first. */
  private void assertReadTheSame(byte[] bytes) {
    assertReadTheSame(reader, bytes);
    ByteBuffer around = ByteBuffer.allocate(bytes.length + 30);
    around.put("{\"n\":1,\"more\":".getBytes(StandardCharsets.UTF_8));
    around.put(bytes);
    around.put(",\"last\":2}".getBytes(StandardCharsets.UTF_8));
    assertReadTheSame(lazy, Arrays.copyOf(around.array(), around.position()));
  }

  private static void assertReadTheSame(LineReader reader, byte[] bytes) {
    ErrorCollector expectedFaults = new ErrorCollector();
    ErrorCollector faults = new ErrorCollector();
    JsonBytes json = new JsonBytes(bytes, bytes.length);
    List<@Nullable Object> read = new ArrayList<>();
    Throwable expected =
        catchThrowable(
            () ->
                read.add(
                    JsonReader.readLine(
                        JsonReader.newFactory(), bytes, 0, bytes.length, 7, expectedFaults)));
    Throwable found = catchThrowable(() -> read.add(reader.read(json, 0, bytes.length, 7, faults)));
    boolean isSkipped = json.endAfter(json.skipper().value(json.blank(0))) == bytes.length;
    assertThat(isSkipped && expected != null).isFalse();
    int end = json.endAfter(json.skipper().object(json.blank(0), new DistinctKeys()));
    boolean isRight = expected == null && expectedFaults.isEmpty();
    assertThat(end == bytes.length && !isRight).isFalse();
    assertThat(String.valueOf(found)).isEqualTo(String.valueOf(expected));
    if (expected == null) {
      assertThat(read.get(1)).isEqualTo(read.get(0));
      assertThat(JsonText.of(read.get(1))).isEqualTo(JsonText.of(read.get(0)));
    }
    assertThat(faults.isEmpty()).isEqualTo(expectedFaults.isEmpty());
    if (!faults.isEmpty()) {
      assertThat(faults.refusal()).hasMessage(expectedFaults.refusal().getMessage());
    }
  }

  /** {@return the same JSON with white space between its parts, and more of it escaped} */
  private static String rewritten(String json, Random random) {
    StringBuilder more = new StringBuilder();
    boolean isInside = false;
    for (int i = 0; i < json.length(); i++) {
      char next = json.charAt(i);
      if (isInside && next == '\\') {
        more.append(next).append(json.charAt(++i));
      } else if (next == '"') {
        isInside = !isInside;
        more.append(next);
      } else if (isInside) {
        more.append(random.nextInt(4) == 0 ? "\\u%04x".formatted((int) next) : "" + next);
      } else {
        boolean isBlank = "[]{},:".indexOf(next) >= 0 && random.nextInt(3) == 0;
        more.append(next).append(isBlank ? " \t" : "");
      }
    }
    return more.toString();
  }

  private static String changed(String json, Random random) {
    String wrong = "\"\\{}[]:,09-.eu \u0001\u00e4tn";
    int at = random.nextInt(json.length() + 1);
    return json.substring(0, at)
        + wrong.charAt(random.nextInt(wrong.length()))
        + json.substring(at);
  }

  @Provide
  Arbitrary<@Nullable Object> values() {
    return Arbitraries.oneOf(
        JsonArbitraries.values(), JsonArbitraries.objects().map(object -> (Object) object));
  }
}
