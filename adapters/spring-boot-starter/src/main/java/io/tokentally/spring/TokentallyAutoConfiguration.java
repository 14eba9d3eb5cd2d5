package io.tokentally.spring;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.providers.BundledPrices;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import io.tokentally.providers.ProviderUsage;
import io.tokentally.recorder.BudgetEvent;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallFiles;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.UnpricedCalls;
import io.tokentally.spring.TokentallyProperties.Unpriced;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;

/**
 * Prices, a recorder, a live rollup and budgets, by the properties below {@code tokentally}. A bean
 * of one's own takes the place of each; every {@link CallSink} gets the calls, too, and a {@code
 * Consumer<BudgetEvent>} is given what becomes of the budgets.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "tokentally.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TokentallyProperties.class)
public final class TokentallyAutoConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger("io.tokentally");

  private static final String PRICE_ADVICE = "give models a price in a file of tokentally.prices";

  private final TokentallyProperties properties;

  TokentallyAutoConfiguration(TokentallyProperties properties) {
    this.properties = properties;
  }

  @Bean
  @ConditionalOnMissingBean
  PriceTable tokentallyPrices() {
    PriceTable prices = PriceTable.of(List.of());
    for (Resource file : properties.prices()) {
      try {
        PriceList list = PriceLists.parse(file.getContentAsString(StandardCharsets.UTF_8));
        LOG.info("tokentally.prices: {}: {}", file, list);
        prices = prices.orElse(list.table());
      } catch (IOException | RuntimeException e) {
        throw rejected("tokentally.prices", file, e);
      }
    }
    return properties.bundledPrices() ? prices.orElse(BundledPrices.list().table()) : prices;
  }

  @Bean
  @ConditionalOnMissingBean
  TallyOptions tokentallyOptions() {
    return TallyOptions.builder().usageFormat(ProviderUsage.format()).build();
  }

  @Bean
  @ConditionalOnMissingBean
  LiveRollup tokentallyRollup(PriceTable prices, TallyOptions options) {
    return LiveRollup.with(prices, options).settlingBy(properties.zone(), this::keys);
  }

  private Map<String, String> keys(TracedCall call) {
    Map<String, String> keys = new TreeMap<>();
    if (call instanceof io.tokentally.Call recorded
        && recorded.attributes() instanceof Map<?, ?> attributes) {
      for (String key : properties.keys()) {
        if (attributes.get(key) instanceof String value) {
          keys.put(key, value);
        }
      }
    }
    return keys;
  }

  @Bean
  @ConditionalOnMissingBean
  Budgets tokentallyBudgets(
      PriceTable prices,
      TallyOptions options,
      ObjectProvider<Consumer<? super BudgetEvent>> listeners) {
    Budgets.Builder budgets =
        Budgets.with(prices)
            .options(options)
            .unpriced(
                properties.unpriced() == Unpriced.BLOCK ? UnpricedCalls.BLOCK : UnpricedCalls.ALLOW)
            .advice(
                PRICE_ADVICE + ", or set tokentally.unpriced=allow",
                "limits are tokentally.budgets, what is held for a call is tokentally.estimate")
            .listener(listeners.getIfAvailable(() -> TokentallyAutoConfiguration::log));
    return new BudgetLimits(properties.budgets()).build(budgets);
  }

  private static void log(BudgetEvent event) {
    boolean isUnpriced = event.kind() == BudgetEvent.Kind.UNPRICED;
    LOG.warn("{}: {}{}", event.kind(), event.detail(), isUnpriced ? "; " + PRICE_ADVICE : "");
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  CallRecorder tokentallyRecorder(LiveRollup rollup, ObjectProvider<CallSink> sinks) {
    CallRecorder.Builder recorder =
        CallRecorder.builder().project(properties.project()).to(CallSink.live(rollup));
    Path folder = properties.files().folder();
    if (folder != null) {
      recorder.to(files(folder));
    }
    sinks.orderedStream().forEach(recorder::to);
    return recorder.build();
  }

  private static CallFiles files(Path folder) {
    try {
      return CallFiles.in(folder).open();
    } catch (IOException | RuntimeException e) {
      throw rejected("tokentally.files.folder", folder, e);
    }
  }

  private static RuntimeException rejected(String property, Object value, Exception cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    RuntimeException rejected =
        new InvalidConfigurationPropertyValueException(property, value, reason);
    rejected.initCause(cause);
    return rejected;
  }
}
