package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.fieldAt;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.FieldPath;
import io.tokentally.ValidationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnResolverTest {

  record Span(
      String name, int retries, Instant start, Duration length, List<String> tags, Object extra) {}

  private static final FieldResolver<Span> SPANS =
      ColumnResolver.<Span>of("spans")
          .text("name", Span::name)
          .number("retries", Span::retries)
          .date("start", Span::start)
          .list("tags", Span::tags)
          .json("extra", Span::extra)
          .computed("extra.time.end", span -> span.start().plus(span.length()))
          .computed("extra.time.millis", span -> span.length().toMillis())
          .build();

  private static final Span SPAN =
      new Span(
          "load",
          3,
          Instant.parse("2024-06-15T10:00:00Z"),
          Duration.ofMillis(1500),
          List.of("a", "b"),
          Map.of("k", List.of(Map.of("v", 7)), "time", Map.of("other", 8)));

  private static boolean matches(Operation operation) {
    return where(operation).compile(SPANS).test(SPAN);
  }

  @Test
  void columnsOfEachKindAreRead() {
    assertThat(matches(field("name").eq("load"))).isTrue();
    assertThat(matches(field("retries").eq(3.0))).isTrue();
    assertThat(matches(field("start").eq("2024-06-15"))).isFalse();
    assertThat(matches(field("start").gt("2024-06-15"))).isTrue();
    assertThat(matches(field("start").eq(1718445600))).isTrue();
    assertThat(matches(field("tags").contains("b"))).isTrue();
    assertThat(matches(field("tags.0").eq("a"))).isTrue();
    assertThat(matches(field("extra.k.0.v").eq(7))).isTrue();
    assertThat(matches(field("extra.time").eq(Map.of("other", 8)))).isTrue();
  }

  @Test
  void computedFieldsStandBeforeWhatIsStored() {
    assertThat(matches(field("extra.time.millis").eq(1500))).isTrue();
    assertThat(matches(field("extra.time.end").eq("2024-06-15T10:00:01.5Z"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nam|columns: name, retries, start, tags, extra",
        "name.x|nothing lies below the column name",
        "start.x|nothing lies below the column start",
        "extra.time.other|computed fields: extra.time.end, extra.time.millis",
        "extra.time.end.x|computed fields: extra.time.end, extra.time.millis",
      })
  void otherPathsAreRefusedWithWhatIsThere(String path, String known) {
    assertThatThrownBy(() -> SPANS.resolve(FieldPath.parse(path)))
        .isInstanceOf(UnknownFieldException.class)
        .hasMessage("no such field on spans: \"" + path + "\"; " + known);
    assertThatThrownBy(() -> matches(field(path).eq(1)))
        .isInstanceOf(ValidationException.class)
        .hasMessageEndingWith("no such field on spans: \"" + path + "\"; " + known);
  }

  @Test
  void computedFieldOfOneKeyLeavesTheColumnsAlone() {
    FieldResolver<Span> spans =
        ColumnResolver.<Span>of("spans")
            .text("name", Span::name)
            .computed("millis", span -> span.length().toMillis())
            .build();

    assertThat(where(field("millis").eq(1500)).compile(spans).test(SPAN)).isTrue();
    assertThat(where(field("name").eq("load")).compile(spans).test(SPAN)).isTrue();
  }

  @Test
  void fieldsHaveNamesOfTheirOwn() {
    ColumnResolver.Builder<Span> spans =
        ColumnResolver.<Span>of("spans").text("name", Span::name).computed("a.b", Span::name);

    assertTwice(() -> spans.number("name", Span::retries), "name");
    assertTwice(() -> spans.computed("name", Span::retries), "name");
    assertTwice(() -> spans.computed("a.b", Span::retries), "a.b");
    assertTwice(() -> spans.computed("c", Span::name).text("c", Span::name), "c");
    assertThat(where(field("name").eq("load")).compile(spans.build()).test(SPAN)).isTrue();
  }

  private static void assertTwice(ThrowingCallable second, String name) {
    assertThatThrownBy(second)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected each field of spans once, found \"" + name + "\" twice");
  }

  @Test
  void dotsInsideNamesAreWrittenWithABackslash() {
    FieldResolver<Span> spans =
        ColumnResolver.<Span>of("spans").text("service.name", Span::name).build();

    assertThat(where(fieldAt("service.name").eq("load")).compile(spans).test(SPAN)).isTrue();
    assertThat(where(field("service\\.name").eq("load")).compile(spans).test(SPAN)).isTrue();
    assertThatThrownBy(() -> spans.resolve(FieldPath.parse("service.name")))
        .isInstanceOf(UnknownFieldException.class)
        .hasMessage("no such field on spans: \"service.name\"; columns: service\\.name");
  }

  @Test
  void builderMayGoOnAfterBuilding() {
    ColumnResolver.Builder<Span> builder =
        ColumnResolver.<Span>of("spans").text("name", Span::name);
    FieldResolver<Span> first = builder.build();
    builder.number("retries", Span::retries);

    assertThat(builder.build().resolve(FieldPath.parse("retries")).below()).isEmpty();
    assertThatThrownBy(() -> first.resolve(FieldPath.parse("retries")))
        .isInstanceOf(UnknownFieldException.class)
        .hasMessage("no such field on spans: \"retries\"; columns: name");
  }

  @Test
  void everyColumnCanBeFollowedByAnother() {
    FieldResolver<Span> spans =
        ColumnResolver.<Span>of("spans")
            .json("extra", Span::extra)
            .list("tags", Span::tags)
            .date("start", Span::start)
            .number("retries", Span::retries)
            .text("name", Span::name)
            .build();

    assertThat(where(field("extra.k.0.v").eq(7)).compile(spans).test(SPAN)).isTrue();
    assertThat(where(field("name").eq("load")).compile(spans).test(SPAN)).isTrue();
  }

  @Test
  void fieldsTellTheirKindAndPath() {
    Field<Span> field = SPANS.resolve(FieldPath.parse("extra.k.0"));

    assertThat(field.kind()).isEqualTo(Field.Kind.JSON);
    assertThat(field.below()).containsExactly("k", "0");
    assertThat(field.column().apply(SPAN)).isSameAs(SPAN.extra());
    assertThat(SPANS.resolve(FieldPath.parse("start")).kind()).isEqualTo(Field.Kind.DATE);
    assertThat(SPANS.resolve(FieldPath.parse("tags.1")).kind()).isEqualTo(Field.Kind.LIST);
  }

  @Test
  void partsAreNeeded() {
    assertThatThrownBy(() -> ColumnResolver.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("records");
    assertThatThrownBy(() -> ColumnResolver.of("spans").text("name", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("read");
    assertThatThrownBy(() -> new Field<>(null, span -> span, List.of()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("kind");
  }
}
