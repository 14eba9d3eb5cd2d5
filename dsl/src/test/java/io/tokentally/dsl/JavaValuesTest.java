package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokentally.dsl.Operand.Convert.Type;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types of Java count as in maps (docs/semantics.md rule 15). */
class JavaValuesTest {

  enum Colour {
    RED {
      @Override
      public String toString() {
        return "as red as can be";
      }
    }
  }

  record Moody(int mood) {
    @Override
    public int mood() {
      if (mood > 0) {
        throw new IllegalStateException("not today");
      }
      return mood;
    }
  }

  record Point(int x, Optional<String> label, @Nullable Point next) {}

  private static boolean matches(Operation operation, Object value) {
    Map<String, Object> document = new HashMap<>();
    document.put("v", value);
    return where(operation).forMaps().test(document);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        arguments((byte) -5, -5),
        arguments((short) 300, 300),
        arguments(70_000, 70_000),
        arguments(0.1, new BigDecimal("0.1")),
        arguments(0.1f, new BigDecimal("0.1")),
        arguments(5.0, 5),
        arguments(-0.0, 0),
        arguments(1e300, new BigDecimal("1e300")),
        arguments(BigInteger.TEN.pow(30), new BigDecimal("1e30")),
        arguments(new AtomicLong(41), 41),
        arguments(CharBuffer.wrap("text"), "text"),
        arguments('c', "c"),
        arguments(Colour.RED, "RED"),
        arguments(new String[] {"a", "b"}, List.of("a", "b")),
        arguments(new Object[] {1, new Integer[] {2}}, List.of(1, List.of(2))),
        arguments(new LinkedHashSet<>(List.of("x", "y")), List.of("x", "y")),
        arguments(
            UUID.fromString("00000000-0000-0001-0000-00000000000a"),
            "00000000-0000-0001-0000-00000000000a"),
        arguments(URI.create("https://example.org/a?b"), "https://example.org/a?b"),
        arguments(Path.of("a", "b"), Path.of("a", "b").toString()),
        arguments(new File("a"), "a"),
        arguments(Locale.forLanguageTag("pt-BR"), "pt-BR"),
        arguments(Currency.getInstance("EUR"), "EUR"),
        arguments(ZoneId.of("Europe/Berlin"), "Europe/Berlin"),
        arguments(LocalTime.of(9, 30), "09:30"),
        arguments(OffsetTime.of(9, 30, 0, 0, ZoneOffset.UTC), "09:30Z"),
        arguments(YearMonth.of(2024, 6), "2024-06"),
        arguments(MonthDay.of(6, 15), "--06-15"),
        arguments(Period.ofDays(3), "P3D"),
        arguments(Year.of(2024), 2024),
        arguments(Duration.ofMillis(2_400), new BigDecimal("2.4")),
        arguments(Duration.ofMillis(-1), new BigDecimal("-0.001")),
        arguments(Optional.of("a"), "a"),
        arguments(
            Optional.of(Optional.of(UUID.fromString("0-0-0-0-1"))),
            "00000000-0000-0000-0000-000000000001"),
        arguments(OptionalInt.of(3), 3),
        arguments(OptionalLong.of(3), 3),
        arguments(OptionalDouble.of(0.1), new BigDecimal("0.1")),
        arguments(new AtomicInteger(4), 4),
        arguments(new AtomicBoolean(true), true),
        arguments(new AtomicReference<>("r"), "r"),
        arguments(new LongAdder(), 0),
        arguments(new StringBuilder("tliub").reverse(), "built"),
        arguments("text".toCharArray(), "text"),
        arguments(new byte[] {1, 2}, "AQI="),
        arguments(new int[] {1, 2}, List.of(1, 2)),
        arguments(new long[0], List.of()),
        arguments(new double[][] {{0.5}, {}}, List.of(List.of(0.5), List.of())),
        arguments(new boolean[] {true}, List.of(true)),
        arguments(new Point(1, Optional.empty(), null), Map.of("x", 1)),
        arguments(
            new Point(1, Optional.of("a"), new Point(2, Optional.of("b"), null)),
            Map.of("x", 1, "label", "a", "next", Map.of("x", 2, "label", "b"))),
        arguments(List.of(new Point(1, Optional.empty(), null)), List.of(Map.of("x", 1))),
        arguments(JsonNodeFactory.instance.pojoNode("p"), "p"),
        arguments(JsonNodeFactory.instance.binaryNode(new byte[] {1}), "AQ=="),
        arguments(Map.of("k", new Integer[] {3}), Map.of("k", List.of(3))),
        arguments(Arrays.asList(null, 0.5f), Arrays.asList(null, 0.5)),
        arguments(JsonNodeFactory.instance.numberNode(6), 6),
        arguments(List.of(JsonNodeFactory.instance.textNode("n")), List.of("n")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void javaTypesAreValues(Object value, Object same) {
    assertThat(matches(field("v").eq(same), value)).isTrue();
    assertThat(matches(field("v").in(same, "other"), value)).isTrue();
    assertThat(matches(Query.not(field("v").exists()), value)).isFalse();
  }

  @SuppressWarnings("JavaUtilDate") // records still hold them
  static Stream<Arguments> moments() {
    Instant moment = Instant.parse("2024-06-15T10:00:00.250Z");
    return Stream.of(
        arguments(moment),
        arguments(Date.from(moment)),
        arguments(new java.sql.Timestamp(moment.toEpochMilli())),
        arguments(moment.atOffset(ZoneOffset.ofHours(3))),
        arguments(moment.atZone(ZoneOffset.ofHours(-4))));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void momentsOfJavaAreMoments(Object value) {
    assertThat(matches(field("v").eq("2024-06-15T12:00:00.25+02:00"), value)).isTrue();
    assertThat(matches(field("v").eq(new BigDecimal("1718445600.25")), value)).isTrue();
    assertThat(matches(field("v").lt("2024-06-16"), value)).isTrue();
    assertThat(matches(field("v").eq("2024-06-15"), value)).isFalse();
    assertThat(matches(field("v").convert(Type.STRING).eq("2024-06-15T10:00:00.250Z"), value))
        .isTrue();
    assertThat(matches(field("v").convert(Type.INT).eq(null), value)).isTrue();
    assertThat(matches(field("v").contains("2024"), value)).isFalse();
  }

  static Stream<Object> others() {
    return Stream.of(
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.of(Double.NaN),
        new AtomicReference<>(),
        JsonNodeFactory.instance.pojoNode(null),
        JsonNodeFactory.instance.nullNode(),
        JsonNodeFactory.instance.missingNode());
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatIsNoneCountsAsNull(Object value) {
    assertThat(matches(field("v").eq(null), value)).isTrue();
    assertThat(matches(Query.and(field("v").exists()), value)).isFalse();
    assertThat(matches(field("v").eq(Arrays.asList((Object) null)), List.of(value))).isTrue();
    assertThat(matches(field("v.x").eq(null), value)).isTrue();
  }

  @Test
  void daysAndTimesWithoutAZoneAreInUtc() {
    LocalDate day = LocalDate.of(2024, 6, 15);
    assertThat(matches(field("v").eq("2024-06-15"), day)).isTrue();
    assertThat(matches(field("v").lt("2024-06-15T00:00:01Z"), day)).isTrue();
    assertThat(matches(field("v").eq("2024-06-15T08:30:00Z"), day.atTime(8, 30))).isTrue();
    assertThat(matches(field("v").eq("2024-06-15T00:00:00Z"), java.sql.Date.valueOf(day)))
        .isEqualTo(TimeZone.getDefault().getRawOffset() == 0);
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(250);
    assertThat(matches(field("v").eq(new BigDecimal("0.25")), calendar)).isTrue();
  }

  @Test
  void timestampsOfDatabasesKeepTheirNanoseconds() {
    Instant exact = Instant.parse("2024-06-15T10:00:00.123456789Z");
    assertThat(
            matches(
                field("v").eq("2024-06-15T10:00:00.123456789Z"), java.sql.Timestamp.from(exact)))
        .isTrue();
  }

  @Test
  void componentsOfARecordAreMembers() {
    Point point = new Point(1, Optional.of("a"), new Point(2, Optional.empty(), null));
    assertThat(matches(field("v.next.x").eq(2), point)).isTrue();
    assertThat(matches(field("v.label").eq("a"), point)).isTrue();
    assertThat(matches(field("v.next.label").eq(null), point)).isTrue();
    assertThat(matches(field("v.z").eq(null), point)).isTrue();
    assertThat(matches(field("v.0.x").eq(1), List.of(point))).isTrue();
    assertThat(
            matches(
                field("v").convert(Type.STRING).eq("{\"x\":2,\"label\":null,\"next\":null}"),
                point.next()))
        .isTrue();
  }

  @Test
  void durationsAreOrderedBySeconds() {
    assertThat(matches(field("v").gt(2), Duration.ofMillis(2_001))).isTrue();
    assertThat(matches(field("v").gt(2), Duration.ofSeconds(2))).isFalse();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments(new Object(), "java.lang.Object"),
        arguments(Stream.of(1), "java.util.stream.ReferencePipeline$Head"),
        arguments(Object.class, "java.lang.Class"));
  }

  /** A number that does not say which. */
  static final class Oddity extends Number {
    private static final long serialVersionUID = 1;

    @Override
    public int intValue() {
      throw new ArithmeticException("no int");
    }

    @Override
    public long longValue() {
      throw new ArithmeticException("no long");
    }

    @Override
    public float floatValue() {
      throw new ArithmeticException("no float");
    }

    @Override
    public double doubleValue() {
      throw new ArithmeticException("no double");
    }

    @Override
    public String toString() {
      return "3/4";
    }
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadIsAnErrorAndSaysWhatCan(Object value, String type) {
    String message =
        "expected a value that queries read in v, found one of "
            + type
            + "; they read: null, Boolean, Number, String and other CharSequence, Character, enums;"
            + " Instant, OffsetDateTime, ZonedDateTime, LocalDateTime, LocalDate, Date, Calendar;"
            + " Duration; LocalTime, OffsetTime, Year, YearMonth, MonthDay, Period; UUID, URI, URL,"
            + " Path, File, Locale, Currency, ZoneId; Optional and its kin, AtomicBoolean,"
            + " AtomicReference; Collection, arrays, Map, records, JsonNode";
    for (Operation operation :
        List.of(
            field("v").eq("a"),
            field("v").eq(null),
            field("v").gt(1),
            field("v").in("a", 1),
            field("v").contains("a"),
            field("v").containsIgnoringCase("a"))) {
      assertThatThrownBy(() -> matches(operation, value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
    assertThatThrownBy(() -> matches(field("v").eq(List.of("a")), List.of(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a value that queries read, found one of " + type);
  }

  /** Of whichever kind it is, it is no text. */
  @Test
  void aNumberThatDoesNotSayWhichIsAnErrorBesideNumbers() {
    for (Operation operation :
        List.of(field("v").gt(1), field("v").eq(null), field("v").in("a", 1))) {
      assertThatThrownBy(() -> matches(operation, new Oddity()))
          .hasMessageStartingWith(
              "expected a value that queries read in v, found one of " + Oddity.class.getName());
    }
    assertThat(matches(field("v").eq("3/4"), new Oddity())).isFalse();
  }

  @Test
  void aRecordThatThrowsSaysSo() {
    assertThatThrownBy(() -> matches(field("v.mood").eq(1), new Moody(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mood() to give a value, found that it throws")
        .hasRootCauseMessage("not today");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.1", "v.2.0", "v.3.k"})
  void pathsGoThroughEverythingThatIsAListOrMap(String path) {
    Object[] array = {"x", 8, new Object[] {8}, Map.of("k", 8)};

    assertThat(matches(field(path).eq(8), Arrays.asList(array))).isTrue();
    assertThat(matches(field(path).eq(8), array)).isTrue();
    assertThat(matches(field(path).eq(8), new LinkedHashSet<>(Arrays.asList(array)))).isTrue();
  }

  @Test
  void containersOfJavaAreWrittenAsJson() {
    Object value =
        List.of(5.0, 0.25f, Instant.EPOCH, Map.of("k", new Object[] {Colour.RED, Double.NaN}));

    assertThat(
            matches(
                field("v")
                    .convert(Type.STRING)
                    .eq("[5,0.25,\"1970-01-01T00:00:00Z\",{\"k\":[\"RED\",null]}]"),
                value))
        .isTrue();
  }

  @Test
  void doublesInTreesAreTheShortestDecimals() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("d", DoubleNode.valueOf(0.1));
    document.set("f", FloatNode.valueOf(0.1f));
    document.set("n", DoubleNode.valueOf(Double.NaN));
    document.put("i", 7);
    document.put("s", (short) 7);

    assertMatches(field("d").eq(new BigDecimal("0.1")), document);
    assertMatches(field("f").eq(new BigDecimal("0.1")), document);
    assertMatches(field("n").eq(null), document);
    assertMatches(field("i").eq(field("s")), document);
  }

  @ParameterizedTest
  @ValueSource(doubles = {4.75, -1e300, 0.0})
  void doublesAreOrderedBesideNumbers(double smaller) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("v", DoubleNode.valueOf(smaller));

    assertThat(where(field("v").gt(5)).forJson().test(document)).isFalse();
    assertThat(where(field("v").lt(5)).forJson().test(document)).isTrue();
    assertThat(matches(field("v").gt(5), smaller)).isFalse();
    assertThat(matches(field("v").lt(5), smaller)).isTrue();
  }

  private static void assertMatches(Operation operation, JsonNode document) {
    assertThat(where(operation).forJson().test(document)).isTrue();
  }

  @Test
  void otherMomentsAreConvertedWithTheirOffset() {
    OffsetDateTime offset = OffsetDateTime.parse("2024-06-15T10:00:00+02:00");
    ZonedDateTime zoned = ZonedDateTime.parse("2024-06-15T10:00:00+02:00[Europe/Berlin]");

    assertThat(matches(field("v").eq("2024-06-15T08:00:00Z"), offset)).isTrue();
    assertThat(matches(field("v").eq("2024-06-15T08:00:00Z"), zoned)).isTrue();
  }
}
