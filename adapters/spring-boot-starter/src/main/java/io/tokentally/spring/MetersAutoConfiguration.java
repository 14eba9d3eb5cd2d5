package io.tokentally.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.micrometer.BudgetMeters;
import io.tokentally.micrometer.CostMeters;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Cost and budgets as meters, where the application has a registry of Micrometer. */
@AutoConfiguration(
    after = TokentallyAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({MeterRegistry.class, CostMeters.class})
@ConditionalOnBean({CallRecorder.class, MeterRegistry.class})
public final class MetersAutoConfiguration {

  MetersAutoConfiguration() {}

  /** A sink, which the recorder hands every call. */
  @Bean
  @ConditionalOnMissingBean
  CostMeters tokentallyCostMeters(MeterRegistry registry, PriceTable prices, TallyOptions options) {
    return CostMeters.of(registry, prices, options);
  }

  /** Bound to every registry by Spring Boot. */
  @Bean
  @ConditionalOnMissingBean
  BudgetMeters tokentallyBudgetMeters(Budgets budgets) {
    return new BudgetMeters(budgets);
  }
}
