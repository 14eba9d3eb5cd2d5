package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.dsl.Dialect;
import org.junit.jupiter.api.Test;

/** The defaults of a dialect. */
class TallyOptionsTest {

  @Test
  void areThoseOfStandardUnlessSet() {
    assertThat(TallyOptions.DEFAULT.dialect()).isEqualTo(Dialect.STANDARD);
    assertThat(TallyOptions.DEFAULT.cacheConvention()).isEqualTo(CacheConvention.AUTO);
    assertThat(TallyOptions.DEFAULT.beforeFirstPrice()).isEqualTo(BeforeFirstPrice.EARLIEST);
  }

  @Test
  void ofWeaveAreTheServers() {
    TallyOptions options = TallyOptions.of(Dialect.WEAVE);
    assertThat(options.dialect()).isEqualTo(Dialect.WEAVE);
    assertThat(options.cacheConvention()).isEqualTo(CacheConvention.INCLUSIVE);
    assertThat(options.beforeFirstPrice()).isEqualTo(BeforeFirstPrice.LATEST);
  }

  @Test
  void areNotTakenWhereTheUserSetsOneBeforeOrAfterTheDialect() {
    TallyOptions before =
        TallyOptions.builder()
            .cacheConvention(CacheConvention.EXCLUSIVE)
            .dialect(Dialect.WEAVE)
            .build();
    TallyOptions after =
        TallyOptions.builder()
            .dialect(Dialect.WEAVE)
            .cacheConvention(CacheConvention.EXCLUSIVE)
            .build();
    assertThat(before).isEqualTo(after);
    assertThat(after.cacheConvention()).isEqualTo(CacheConvention.EXCLUSIVE);
    assertThat(after.beforeFirstPrice()).isEqualTo(BeforeFirstPrice.LATEST);
  }
}
