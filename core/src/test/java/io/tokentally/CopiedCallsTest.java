package io.tokentally;

import static io.tokentally.CallFiles.reader;
import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.json.CallColumn;
import io.tokentally.json.CallCopy;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.JsonText;
import io.tokentally.testing.JsonArbitraries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link CallReader#transferTo}: what is written is what writing each call that is read gives. */
class CopiedCallsTest {

  private static final String PLAIN =
      """
      {"id":"a","started_at":"2026-01-05T10:00:00.120Z","wb_run_step":-7,"input_refs":["r","s"],\
      "inputs":{"a b":[1,-2.50,true,null,"x\\n\\"\u00e4\u20ac"],"\u00e4":{}},"own":[[],{}]}""";

  @Property(tries = 300)
  void areWhatIsReadAndWritten(@ForAll @Size(max = 4) List<@From("lines") String> lines)
      throws IOException {
    assertCopied(utf8(String.join("\n", lines)));
  }

  @Property(tries = 300)
  void areThoseThatAConditionHoldsFor(
      @ForAll @Size(max = 6) List<@From("lines") String> lines,
      @ForAll("columns") CallColumn column)
      throws IOException {
    byte[] file = utf8(String.join("\n", lines));
    Predicate<Call> condition = call -> hash(column.getter().apply(call)) % 3 != 0;
    List<String> names = List.of(column.wireName());
    List<String> expected = new ArrayList<>();
    Throwable end =
        catchThrowable(
            () ->
                skipping(reader(file), expected)
                    .only(condition, names)
                    .forEach(call -> expected.add(call.toJson())));
    for (boolean isParallel : List.of(false, true)) {
      List<String> found = new ArrayList<>();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CallReader reader =
          skipping(isParallel ? parallel(file) : reader(file), found).only(condition, names);
      Throwable problem = catchThrowable(() -> reader.transferTo(out));
      out.toString(StandardCharsets.UTF_8).lines().forEach(found::add);
      // Where nothing counts, a key may stand twice, and is noticed or not.
      Predicate<String> isTwice = line -> line.contains("key written twice");
      found.removeIf(isTwice);
      expected.removeIf(isTwice);
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(String.valueOf(problem)).isEqualTo(String.valueOf(end));
    }
  }

  private static CallReader skipping(CallReader reader, List<String> bad) {
    return reader.skipping(e -> bad.add(e.getMessage()));
  }

  private static int hash(@Nullable Object value) {
    return String.valueOf(value).hashCode();
  }

  @Provide
  Arbitrary<CallColumn> columns() {
    return Arbitraries.of(CallColumn.values());
  }

  @Property(tries = 300)
  void areTooWhateverBytesThereAre(@ForAll("lines") String line, @ForAll Random random)
      throws IOException {
    byte[] file = utf8(line + "\n" + PLAIN);
    file[random.nextInt(file.length)] = (byte) random.nextInt();
    assertCopied(file);
  }

  @Property(tries = 300)
  void timestampsAreWrittenInTheirOneWay(@ForAll("timestamps") String timestamp)
      throws IOException {
    assertCopied(utf8("{\"id\":\"a\",\"started_at\":" + timestamp + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "0.000001",
        "0.0000001",
        "0.00000",
        "0.000000",
        "0.0000000",
        "-0.10",
        "0.10",
        "10.000000000",
        "1e3",
        "1E-2",
        "123456789012345678901",
        "00",
        "0.",
        "-",
        "\"\\/\"",
        "\"\\u0041\\u001b\\u00e4\\ud83d\\ude00\\u2028\\u007f\"",
        "\"\\ud83d\"",
        "\"\u007f\"",
        "\"\\b\\f\\n\\r\\t\"",
        "\"\\x\"",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":1}}",
        " [ 1 , { \"a\" : [ ] , \"b\" : { } } ] ",
        "[1,]",
        "{\"a\":1,}",
        "[1}",
        "{1:2}",
        "nul",
        "null"
      })
  void valuesAreWrittenInTheirOneWay(String json) throws IOException {
    for (String column : List.of("inputs", "own", "op_name", "wb_run_step", "output_refs", "id")) {
      assertCopied(utf8("{\"id\":\"b\",\"" + column + "\":" + json + "}"));
      assertCopied(utf8("{\"" + column + "\":[" + json + "]," + PLAIN.substring(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 62, 63, 64, 65, 127, 128, 129, 500})
  void deepAndWideCallsAreToo(int size) throws IOException {
    String keys =
        Arrays.stream(new Random(1).ints(size).toArray())
            .mapToObj(key -> "\"" + key + "\":" + key)
            .collect(Collectors.joining(","));
    assertCopied(utf8("{\"inputs\":" + "[".repeat(size) + "]".repeat(size) + ",\"id\":\"a\"}"));
    assertCopied(utf8("{\"inputs\":{" + keys + "},\"id\":\"a\"}"));
    assertCopied(utf8("{" + keys + ",\"id\":\"a\"}"));
  }

  @Test
  void longCallsAreToo() throws IOException {
    String call = "{\"output\":\"" + "x\\n".repeat(500_000) + "\"," + PLAIN.substring(1);
    assertCopied(utf8(call + "\n" + PLAIN + "\n" + call));
  }

  @Test
  void mostLinesAreCopied() {
    byte[] bytes = utf8("{ \"output\" : null, " + PLAIN.substring(1) + " ");
    CallCopy copy = new CallCopy();
    assertThat(copy.line(new JsonBytes(bytes, bytes.length), 0)).isEqualTo(bytes.length);
    assertThat(new String(copy.toLine(), StandardCharsets.UTF_8)).isEqualTo(PLAIN + "\n");
  }

  @Test
  void onlyThoseThatAConditionHoldsForAreWritten() throws IOException {
    String calls =
        "{\"id\":\"a\",\"op_name\":\"x\"}\n\n{\"op_name\":\"y\",\"id\":\"b\"}\n{\"id\":\"c\"}\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Predicate<Call> isY = call -> "y".equals(call.opName());
    assertThat(reader(calls).only(isY, List.of("op_name")).transferTo(out)).isEqualTo(1);
    assertThat(out).hasToString("{\"id\":\"b\",\"op_name\":\"y\"}\n");
    out.reset();
    assertThat(reader("[" + PLAIN + "]").only(isY, List.of("op_name")).transferTo(out)).isZero();
    assertThat(reader("[" + PLAIN + "]").transferTo(out)).isEqualTo(1);
    assertThat(out).hasToString(PLAIN + "\n");
  }

  @Test
  void columnsThatAreNotReadAreNotWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader(PLAIN).forRollup().transferTo(out);
    assertThat(out).hasToString("{\"id\":\"a\",\"started_at\":\"2026-01-05T10:00:00.120Z\"}\n");
  }

  @Test
  void aCallThatWasLookedAtIsWritten() throws IOException {
    String calls = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n";
    for (boolean isParallel : List.of(false, true)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CallReader reader = isParallel ? parallel(utf8(calls)) : reader(calls);
      assertThat(reader.next()).isEqualTo(Call.builder().id("a").build());
      assertThat(reader.iterator().hasNext()).isTrue();
      assertThat(reader.transferTo(out)).isEqualTo(2);
      assertThat(out).hasToString("{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
    }
  }

  @Test
  void readingGoesOnBehindABadRecord() throws IOException {
    for (boolean isParallel : List.of(false, true)) {
      byte[] calls = utf8("{\"id\":\"a\"}\n{\"id\":7}\n{\"id\":\"c\"}\n");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CallReader reader = isParallel ? parallel(calls) : reader(calls);
      assertThatThrownBy(() -> reader.transferTo(out))
          .isInstanceOf(BadCallException.class)
          .hasMessageStartingWith("line 2");
      assertThat(out).hasToString("{\"id\":\"a\"}\n");
      assertThat(reader.next()).isEqualTo(Call.builder().id("c").build());
    }
  }

  private static void assertCopied(byte[] file) throws IOException {
    List<String> expectedBad = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    CallReader calls = reader(file).skipping(bad -> expectedBad.add(bad.getMessage()));
    Throwable end =
        catchThrowable(() -> calls.forEach(call -> expected.append(call.toJson()).append('\n')));
    for (boolean isParallel : List.of(false, true)) {
      List<String> bad = new ArrayList<>();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CallReader reader = isParallel ? parallel(file) : reader(file);
      reader.skipping(e -> bad.add(e.getMessage()));
      Throwable found = catchThrowable(() -> reader.transferTo(out)); // of an array that breaks off
      assertThat(String.valueOf(found)).isEqualTo(String.valueOf(end));
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
      assertThat(bad).isEqualTo(expectedBad);
    }
  }

  private static CallReader parallel(byte[] file) throws IOException {
    return CallReader.parallel(new ByteArrayInputStream(file));
  }

  /** Mostly calls, in all ways to write them, some with a character that breaks them. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> members =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.of(CallColumn.values()).map(CallColumn::wireName), values())
                .as((key, value) -> "\"" + key + "\":" + value),
            Combinators.combine(
                    Arbitraries.of("own", "other", "i\\u0064", "\u00e4", "a/b", ""), values())
                .as((key, value) -> "\"" + key + "\":" + value),
            Arbitraries.of(CallColumn.values())
                .flatMap(
                    column ->
                        ofColumn(column).map(value -> "\"" + column.wireName() + "\":" + value)));
    return Combinators.combine(
            members.list().ofMaxSize(6),
            Arbitraries.randomValue(random -> random),
            Arbitraries.integers().between(0, 9))
        .as(
            (some, random, kind) -> {
              List<String> all = new ArrayList<>(some);
              if (kind > 0) {
                all.add(random.nextInt(all.size() + 1), "\"id\":\"c" + kind + "\"");
              }
              String line = spaced("{" + String.join(",", all) + "}", random);
              return kind == 1 ? changed(line, random) : line;
            });
  }

  private static Arbitrary<String> values() {
    return Arbitraries.oneOf(
        JsonArbitraries.values().map(JsonText::of),
        Arbitraries.of(
            "-0",
            "0.00000010",
            "1.50",
            "1e3",
            "null",
            "[]",
            "\"\\u00e9\\/\\u001f\"",
            "\"\\ud800\"",
            "{\"a\":1,\"a\":2}",
            "{\"a\":{\"b\":null},\"b\":[null]}",
            "123456789012345678901234"));
  }

  private static Arbitrary<String> ofColumn(CallColumn column) {
    return switch (column.kind()) {
      case TEXT -> JsonArbitraries.texts().map(JsonText::of);
      case DATE -> timestampsOf();
      case INTEGER -> Arbitraries.longs().map(String::valueOf);
      case LIST -> JsonArbitraries.texts().list().ofMaxSize(3).map(JsonText::of);
      case JSON -> values();
    };
  }

  @Provide
  Arbitrary<String> timestamps() {
    return timestampsOf();
  }

  private static Arbitrary<String> timestampsOf() {
    Arbitrary<String> dates =
        Arbitraries.of(
            "2026-01-05",
            "2026-02-28",
            "2024-02-29",
            "2026-02-29",
            "2026-04-30",
            "2026-04-31",
            "2026-12-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "2026-1-5",
            "2026-01-32");
    Arbitrary<String> times =
        Arbitraries.of(
            "T10:00:00",
            "T23:59:59",
            "T24:00:00",
            "T10:60:00",
            "T10:00:60",
            " 10:00",
            "t10:00:00",
            "T10:00:0/",
            "T1a:00:00",
            "");
    Arbitrary<String> fractions =
        Arbitraries.of(
            "",
            "",
            ".1",
            ".12",
            ".123",
            ".120",
            ".000",
            ".1234",
            ".123456",
            ".123000",
            ".000001",
            ".123456789",
            ".123456000",
            ".000000001",
            ".1234567890",
            ".");
    Arbitrary<String> zones =
        Arbitraries.of("Z", "Z", "Z", "z", "", "+00:00", "+02:00", "-18:00", "ZZ");
    return Arbitraries.oneOf(
        Combinators.combine(dates, times, fractions, zones)
            .as((date, time, fraction, zone) -> "\"" + date + time + fraction + zone + "\""),
        Arbitraries.of("1767607201", "1767607201.5", "-1", "1767607201000", "\"\\u0032026\""));
  }

  /** {@return the same JSON with white space between some of its parts} */
  private static String spaced(String json, Random random) {
    StringBuilder more = new StringBuilder();
    boolean isInside = false;
    for (int i = 0; i < json.length(); i++) {
      char next = json.charAt(i);
      more.append(next);
      if (next == '\\' && i + 1 < json.length()) {
        more.append(json.charAt(++i));
      } else if (next == '"') {
        isInside = !isInside;
      } else if (!isInside && "[]{},:".indexOf(next) >= 0 && random.nextInt(4) == 0) {
        more.append(" \t");
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
}
