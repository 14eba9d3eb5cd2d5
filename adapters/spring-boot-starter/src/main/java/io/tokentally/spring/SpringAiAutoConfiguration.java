package io.tokentally.spring;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records the calls of Spring AI, and asks the budgets before each. */
@AutoConfiguration(after = TokentallyAutoConfiguration.class)
@ConditionalOnClass(ChatModel.class)
@ConditionalOnBean(CallRecorder.class)
public final class SpringAiAutoConfiguration {

  SpringAiAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  CallEstimator tokentallyEstimator(TokentallyProperties properties) {
    return new PromptEstimator(properties.estimate());
  }

  @Bean
  EndedTraces tokentallyEndedTraces(
      CallRecorder recorder, LiveRollup rollup, Budgets budgets, TokentallyProperties properties) {
    return new EndedTraces(recorder, rollup, budgets, properties.project());
  }

  @Bean
  ModelCalls tokentallyModelCalls(
      CallRecorder recorder,
      Budgets budgets,
      CallEstimator estimator,
      ObjectProvider<ChatModel> models,
      EndedTraces ended) {
    return new ModelCalls(
        recorder,
        budgets,
        estimator,
        () -> {
          ChatModel model = models.getIfUnique();
          return model == null ? null : model.getOptions();
        },
        ended);
  }

  /** Advisors of every {@code ChatClient} that is made with the builder of Spring's context. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ChatClient.class)
  @ConditionalOnProperty(
      name = "tokentally.record-by",
      havingValue = "advisor",
      matchIfMissing = true)
  static class OfClients {
    @Bean
    ChatClientBuilderCustomizer tokentallyAdvisors(
        CallRecorder recorder, ModelCalls calls, EndedTraces ended) {
      return client ->
          client.defaultAdvisors(
              new ClientCallAdvisor(recorder, ended), new ModelCallAdvisor(calls));
    }
  }

  /** The handler of observations, which Spring Boot registers. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationHandler.class)
  @ConditionalOnProperty(name = "tokentally.record-by", havingValue = "observations")
  static class OfModels {
    @Bean
    ModelObservations tokentallyObservations(ModelCalls calls, ListableBeanFactory beans) {
      // By its name: the registry itself asks for its handlers while it is made.
      if (beans.getBeanNamesForType(ObservationRegistry.class).length == 0) {
        throw new InvalidConfigurationPropertyValueException(
            "tokentally.record-by",
            "observations",
            "expected an ObservationRegistry, which spring-boot-starter-actuator makes; without one"
                + " nothing is observed");
      }
      return new ModelObservations(calls);
    }
  }
}
