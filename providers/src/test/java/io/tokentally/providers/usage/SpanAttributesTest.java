package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attribute of usage whose name stands in the code of current packages is read, or said to
 * need no reading. The names were taken from the packages' code.
 */
class SpanAttributesTest {

  private static final SpanOrigin ORIGIN = new SpanOrigin("", null, null, true, true, false);

  /** The attributes of a package. */
  record Written(String name, List<String> attributes) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packages")
  void areReadOrNeedNoReading(Written by) {
    for (String attribute : by.attributes) {
      Member member = SpanNames.ALL.get(attribute);
      assertThat(member).as(attribute).isNotNull();
      boolean isSkipped = Objects.requireNonNull(member).meaning() instanceof Meaning.Skipped;
      RecordedUsage read = read(Map.of(attribute, value(attribute, 7)));
      assertThat(read.notes().stream().map(ReadingNote::kind))
          .as(attribute)
          .doesNotContain(UsageNote.Kind.UNREAD_MEMBER);
      if (!isSkipped) {
        assertThat(read).as(attribute).isNotEqualTo(read(Map.of(attribute, value(attribute, 9))));
      }
    }
  }

  private static RecordedUsage read(Map<String, Object> attributes) {
    return SpanUsage.read("m", ORIGIN, new LinkedHashMap<>(attributes), CacheConvention.AUTO);
  }

  /** {@return a value of the kind that the attribute has} */
  private static Object value(String attribute, long number) {
    if (attribute.endsWith("service_tier")) {
      return number == 7 ? "flex" : "priority";
    }
    if (attribute.endsWith("_details") || attribute.endsWith("_token_details")) {
      String member = attribute.contains("output_token") ? "reasoning" : "cache_read";
      member = attribute.startsWith("langfuse") ? "input" : member;
      return "{\"" + member + "\":" + number + "}";
    }
    boolean isObject = attribute.endsWith(".usage") || attribute.endsWith("usage_metadata");
    return isObject ? "{\"input_tokens\":" + number + "}" : (Object) number;
  }

  static Stream<Written> packages() {
    try (InputStream in = SpanAttributesTest.class.getResourceAsStream("span-attributes.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(row -> new Written(row[0] + " " + row[1], List.of(row[2].split(" "))))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
