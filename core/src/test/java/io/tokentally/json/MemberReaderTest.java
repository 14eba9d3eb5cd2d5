package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.ValidationException;
import io.tokentally.value.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Members are those that a reader of the whole line finds, whatever lines were read before. */
class MemberReaderTest {

  private static final String[] NAMES = {"a", "b", "cc", "time", "some", "in", "below", "x", "é"};

  private static final String[] VALUES = {
    "1",
    "12",
    "1.5",
    "1e2",
    "-0",
    "true",
    "null",
    "\"\"",
    "\"v\"",
    "\"v,\"",
    "\"a string of more than twenty-four characters\"",
    "\"\\u00e4\\n\"",
    "\"\\ud800\"",
    "\"é\"",
    "\"2026-03-01T10:00:00Z\"",
    "\"2026-03-01T10:00:00.120Z\"",
    "\"2026-13-01T10:00:00Z\"",
    "\"2026-03-01\"",
    "{}",
    "{\"u\":1}",
    "{\"u\":12}",
    "{\"u\":1,\"v\":{\"u\":2}}",
    "{\"u\":1,\"u\":2}",
    "{\"w\":1}",
    "[]",
    "[{\"u\":1},{\"w\":1},2]",
    "[{\"u\":12},{\"u\":1}]",
    "[[{\"u\":1}]]",
    "{\"u\":\"2026-03-01T10:00:00.1Z\"}"
  };

  /** Of what is skipped nobody sees whether a key is written twice. */
  private static final String TWICE = "a key is written twice";

  private final Seen objects = new Seen();
  private final MemberReader inner = inner();
  private final MemberReader element = inner();
  private final MemberReader reader = reader(inner, element, objects);

  /** What is in the objects of a list. */
  private final class Seen implements Elements {
    private final List<@Nullable Object> values = new ArrayList<>();

    @Override
    public void begin() {
      values.clear();
    }

    @Override
    public void element() {
      values.add(element.value(0));
    }
  }

  private static MemberReader inner() {
    return new MemberReader(List.of(WantedMember.whole("u"), WantedMember.late("v")));
  }

  private static MemberReader reader(MemberReader inner, MemberReader element, Elements elements) {
    return new MemberReader(
        List.of(
            WantedMember.whole("a"),
            WantedMember.late("b"),
            WantedMember.whole("cc"),
            WantedMember.late("time"),
            WantedMember.some("some", WantedMember.whole("u")),
            WantedMember.inside("in", WantedMember.whole("u")),
            WantedMember.below("below", inner),
            WantedMember.each("each", element, elements)));
  }

  @Property(tries = 300)
  void linesReadOneAfterTheOtherAreThoseOfWholeLines(@ForAll Random random) {
    for (int i = 0; i < 20; i++) {
      byte[] line = line(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        line[random.nextInt(line.length)] = (byte) "{}[]\",:1\\e \u0001".charAt(random.nextInt(12));
      }
      JsonBytes json = new JsonBytes(line, line.length);
      Object whole = whole(line);
      int end = reader.endOfPlain(json, 0);
      if (end == JsonBytes.UNKNOWN || TWICE.equals(whole)) {
        if (whole instanceof Map<?, ?> object) {
          reader.take(object);
        }
        continue;
      }
      assertThat(end).isEqualTo(line.length);
      List<@Nullable Object> read = read(whole instanceof Map<?, ?>);
      assertThat(whole).as(new String(line, StandardCharsets.UTF_8)).isInstanceOf(Map.class);
      reader.take((Map<?, ?>) whole);
      assertThat(read).as(new String(line, StandardCharsets.UTF_8)).isEqualTo(read(true));
    }
  }

  /** {@return all that the reader holds} */
  private List<@Nullable Object> read(boolean isLine) {
    List<@Nullable Object> read = new ArrayList<>();
    if (!isLine) {
      return read;
    }
    read.add(reader.time(3));
    for (int i = 0; i < 6; i++) {
      read.add(MemberReader.isThere(reader.values()[i]));
      read.add(reader.value(i));
      read.add(reader.text(i));
    }
    boolean hasInner = reader.value(6) != null;
    read.add(hasInner ? inner.object() : null);
    read.add(hasInner ? inner.time(0) : null);
    read.add(reader.value(7) != null ? List.copyOf(objects.values) : null);
    return read;
  }

  private static @Nullable Object whole(byte[] line) {
    ErrorCollector errors = new ErrorCollector();
    try {
      Object whole = JsonReader.readLine(JsonReader.newFactory(), line, 0, line.length, 1, errors);
      return errors.isEmpty() ? whole : TWICE;
    } catch (ValidationException e) {
      return null;
    }
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder("{");
    int from = random.nextInt(3);
    for (int i = 0; i < 2 + random.nextInt(6); i++) {
      String name =
          random.nextInt(5) == 0
              ? "each"
              : NAMES[random.nextInt(3) == 0 ? random.nextInt(NAMES.length) : (from + i) % 9];
      line.append(i == 0 ? "" : random.nextInt(9) == 0 ? " , " : ",")
          .append('"')
          .append(name)
          .append(random.nextInt(9) == 0 ? "\" : " : "\":")
          .append(VALUES[random.nextInt(random.nextBoolean() ? VALUES.length : 3)]);
    }
    return line.append(random.nextInt(9) == 0 ? " }" : "}").toString();
  }

  @Test
  void plainLinesNeedNoOtherReader() {
    String line =
        """
        {"a":1,"x":{"y":[1,"\\n"]},"b":"v","time":"2026-03-01T10:00:00.120Z","in":[{"u":[1]}],\
        "below":{"v":"w"},"each":[{"u":true},{"w":2}]}""";
    byte[] bytes = (line + "\n" + line).getBytes(StandardCharsets.UTF_8);
    JsonBytes json = new JsonBytes(bytes, bytes.length);

    for (int from : new int[] {0, line.length() + 1}) {
      assertThat(reader.endOfPlain(json, from)).isEqualTo(from + line.length());
      assertThat(reader.value(0)).isEqualTo(1L);
      assertThat(reader.text(1)).isEqualTo("v");
      assertThat(reader.value(2)).isNull();
      assertThat(reader.time(3)).isEqualTo(Instant.parse("2026-03-01T10:00:00.120Z"));
      assertThat(inner.text(1)).isEqualTo("w");
      assertThat(objects.values).containsExactly(true);
    }
  }

  @Test
  void aNumberThatGoesOnIsAnother() {
    byte[] bytes = "{\"a\":1}\n{\"a\":12}\n{\"a\":1.5}\n{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    JsonBytes json = new JsonBytes(bytes, bytes.length);

    List<@Nullable Object> values = new ArrayList<>();
    for (int from = 0; from < bytes.length; from = json.endOfLine(from) + 1) {
      assertThat(reader.endOfPlain(json, from)).isEqualTo(json.endOfLine(from));
      values.add(reader.value(0));
    }

    assertThat(values).hasToString("[1, 12, 1.5, 1]");
  }

  @Property(tries = 2000)
  void timestampsAreReadAsTheirTextIs(@ForAll Random random) {
    for (int i = 0; i < 5; i++) {
      String text = timestamp(random);
      byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
      long read = Timestamps.nanos(bytes, 1, bytes.length - 1);
      if (read != Timestamps.NO_NANOS) {
        assertThat(Timestamps.ofEpochNanos(read)).as(text).isEqualTo(Timestamps.parse(text));
      }
    }
    byte[] plain = "2026-03-01T10:00:00.5Z".getBytes(StandardCharsets.UTF_8);
    assertThat(Timestamps.ofEpochNanos(Timestamps.nanos(plain, 0, plain.length)))
        .isEqualTo(Instant.parse("2026-03-01T10:00:00.5Z"));
  }

  private static String timestamp(Random random) {
    StringBuilder text =
        new StringBuilder(
            "%04d-%02d-%02dT%02d:%02d:%02d%sZ"
                .formatted(
                    random.nextInt(3) == 0 ? random.nextInt(10_000) : 2026,
                    random.nextInt(14),
                    random.nextInt(4) == 0 ? random.nextInt(33) : 3,
                    random.nextInt(26),
                    random.nextInt(61),
                    random.nextInt(61),
                    random.nextBoolean()
                        ? ""
                        : ("." + random.nextLong(1_000_000_000_00L))
                            .substring(0, 1 + random.nextInt(3))));
    if (random.nextInt(3) == 0) {
      text.setCharAt(random.nextInt(text.length()), "0:-TZ.tz +9/x".charAt(random.nextInt(12)));
    }
    return text.toString();
  }
}
