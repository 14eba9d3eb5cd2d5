package io.tokentally.aggregation.laws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What can stand in the place of a call's usage: sound, odd, or none at all. */
final class AnyUsage {

  static final List<String> MODELS = List.of("alpha", "beta", "gamma");

  private static final List<String> FIELDS =
      List.of(
          "requests",
          "prompt_tokens",
          "input_tokens",
          "completion_tokens",
          "output_tokens",
          "total_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");

  private AnyUsage() {}

  static Arbitrary<Object> usage() {
    Arbitrary<Object> models =
        Arbitraries.maps(Arbitraries.of(MODELS), entries()).ofMaxSize(3).asGeneric();
    // Often the same, so that sums are equal now and then.
    Arbitrary<Object> alike = Arbitraries.just(Map.of("alpha", Map.of("prompt_tokens", 5L)));
    return Arbitraries.frequencyOf(
        Tuple.of(12, models),
        Tuple.of(7, alike),
        Tuple.of(1, Arbitraries.of("none", List.of(1L), true, 5L).asGeneric()));
  }

  private static Arbitrary<Object> entries() {
    Arbitrary<Long> small = Arbitraries.longs().between(0, 30);
    Arbitrary<Object> sound =
        Combinators.combine(small, small, small, Arbitraries.of(0L, 1L))
            .as(
                (prompt, completion, cached, requests) ->
                    Map.of(
                        "prompt_tokens", prompt,
                        "completion_tokens", completion,
                        "cache_read_input_tokens", cached,
                        "requests", requests));
    Arbitrary<Object> onTop =
        Combinators.combine(small, small, small)
            .as(
                (prompt, completion, cached) ->
                    Map.of(
                        "input_tokens", prompt,
                        "output_tokens", completion,
                        "cache_creation_input_tokens", cached,
                        "total_tokens", prompt + completion + cached));
    Arbitrary<Object> odd =
        Arbitraries.maps(Arbitraries.of(FIELDS), values()).ofMaxSize(8).asGeneric();
    Arbitrary<Object> recorded =
        Arbitraries.maps(Arbitraries.of(RecordedFormat.FIELDS), small).ofMinSize(1).asGeneric();
    Arbitrary<Object> none =
        Arbitraries.of(Map.of("tokens", 7L, "price", 1L), "7", 7L, List.of(), Map.of()).asGeneric();
    return Arbitraries.frequencyOf(
            Tuple.of(5, sound),
            Tuple.of(3, onTop),
            Tuple.of(4, odd),
            Tuple.of(3, recorded),
            Tuple.of(1, none))
        .injectNull(0.05);
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> odd =
        Arbitraries.of(
                new BigDecimal("12.0"),
                new BigDecimal("2.75"),
                new BigDecimal("-0.5"),
                new BigDecimal("1e1"),
                -3L,
                "7",
                " 8 ",
                "-9",
                "4.5",
                "many",
                "",
                true,
                false,
                List.of(1L),
                Map.of("count", 1L))
            .asGeneric();
    return Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.longs().between(0, 30).asGeneric()), Tuple.of(1, odd))
        .injectNull(0.05);
  }
}
