package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokentally.dsl.Operand.Convert.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types of Java count as in maps (docs/semantics.md rule 15). */
class JavaValuesTest {

  enum Colour {
    RED
  }

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
        new Object(),
        LocalDate.of(2024, 6, 15),
        Optional.of("a"),
        new int[] {1},
        JsonNodeFactory.instance.pojoNode("p"),
        JsonNodeFactory.instance.binaryNode(new byte[] {1}),
        JsonNodeFactory.instance.nullNode(),
        JsonNodeFactory.instance.missingNode());
  }

  @ParameterizedTest
  @MethodSource("others")
  void allElseCountsAsNull(Object value) {
    assertThat(matches(field("v").eq(null), value)).isTrue();
    assertThat(matches(Query.and(field("v").exists()), value)).isFalse();
    assertThat(matches(field("v").eq(Arrays.asList((Object) null)), List.of(value))).isTrue();
    assertThat(matches(field("v.x").eq(null), value)).isTrue();
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
