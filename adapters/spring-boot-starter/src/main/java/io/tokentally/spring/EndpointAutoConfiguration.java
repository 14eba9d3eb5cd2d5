package io.tokentally.spring;

import io.tokentally.aggregation.LiveRollup;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** The actuator's endpoint {@code tokentally}. */
@AutoConfiguration(after = TokentallyAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(CallRecorder.class)
public final class EndpointAutoConfiguration {

  EndpointAutoConfiguration() {}

  @Bean
  @ConditionalOnAvailableEndpoint
  TokentallyEndpoint tokentallyEndpoint(CallRecorder recorder, LiveRollup rollup, Budgets budgets) {
    return new TokentallyEndpoint(recorder, rollup, budgets);
  }
}
