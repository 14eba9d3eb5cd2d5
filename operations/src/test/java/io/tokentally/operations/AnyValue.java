package io.tokentally.operations;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Values that requests and answers are made of. */
final class AnyValue {

  static final Arbitrary<String> TEXT = Arbitraries.strings().ofMaxLength(6);

  static final Arbitrary<String> TEXT_OR_NULL = TEXT.injectNull(0.3);

  static final Arbitrary<List<String>> TEXTS_OR_NULL = TEXT.list().ofMaxSize(3).injectNull(0.5);

  static final Arbitrary<BigDecimal> RATE =
      Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(1_000)).ofScale(12);

  static final Arbitrary<BigDecimal> RATE_OR_NULL = RATE.injectNull(0.3);

  static final Arbitrary<Long> COUNT = Arbitraries.longs().between(0, Long.MAX_VALUE);

  static final Arbitrary<Instant> MOMENT =
      Arbitraries.longs()
          .between(
              Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
              Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
          .flatMap(
              seconds ->
                  Arbitraries.integers()
                      .between(0, 999_999_999)
                      .map(nanos -> Instant.ofEpochSecond(seconds, nanos)));

  static final Arbitrary<Instant> MOMENT_OR_NULL = MOMENT.injectNull(0.3);

  private AnyValue() {}
}
