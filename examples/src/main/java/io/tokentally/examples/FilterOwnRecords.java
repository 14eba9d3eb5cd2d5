package io.tokentally.examples;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;

import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Finds records of the application's own type with a query. */
final class FilterOwnRecords {

  /** What this application keeps of a request to a model. */
  record Exchange(String name, Instant startedAt, Duration took, Map<String, Object> tags) {}

  /** The columns that queries can name. */
  private static final FieldResolver<Exchange> COLUMNS =
      ColumnResolver.<Exchange>of("exchanges")
          .text("name", Exchange::name)
          .date("started_at", Exchange::startedAt)
          .number("took", Exchange::took)
          .json("tags", Exchange::tags)
          .build();

  private FilterOwnRecords() {}

  public static void main(String[] args) {
    Query slow = where(and(field("took").gt(2), field("tags.team").eq("search")));
    Predicate<Exchange> isSlow = slow.compile(COLUMNS);

    Instant start = Instant.parse("2026-01-05T10:00:00Z");
    List<Exchange> exchanges =
        List.of(
            new Exchange("plan", start, Duration.ofMillis(2_400), Map.of("team", "search")),
            new Exchange("rank", start, Duration.ofMillis(150), Map.of("team", "search")),
            new Exchange("draw", start, Duration.ofSeconds(9), Map.of("team", "pictures")));

    exchanges.stream().filter(isSlow).map(Exchange::name).forEach(System.out::println);
    // prints plan
  }
}
