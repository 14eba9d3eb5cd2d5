package io.tokentally.cli;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.WrapperOperations;
import io.tokentally.dsl.Dialect;
import io.tokentally.otel.GenAiUsage;
import io.tokentally.providers.Provider;
import io.tokentally.providers.ProviderUsage;
import io.tokentally.report.PriceSources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By what prices usage is priced, and how it is read and counted. */
final class PricingArguments {

  /** In which form usage was recorded. */
  enum Recorded {
    PROVIDER,
    CONTRACT
  }

  @Mixin private PriceArguments prices = new PriceArguments();

  @Option(
      names = "--scope",
      paramLabel = "auto|own|inclusive|model-calls",
      converter = ScopeName.class,
      description = {
        "Whose usage counts where a call has some and calls below it have, too:",
        "auto         decided for each call: what repeats usage below it does not count",
        "own          all of it: every call holds its own",
        "inclusive    the call's, for the models that it names: it holds that of calls below",
        "model-calls  only that of calls that have none below them",
        "Default: auto; with --dialect weave: own."
      })
  private @Nullable UsageScope scope;

  @Option(
      names = "--wrapper",
      paramLabel = "NAME",
      description =
          "An operation that only runs others, for --scope auto, besides those of known kits; * in"
              + " it stands for any text. May be repeated.")
  private List<String> wrappers = new ArrayList<>();

  @Option(
      names = "--cache",
      paramLabel = "auto|inclusive|exclusive",
      description =
          "Whether recorded prompt tokens include the cached ones. Default: auto, seen from each"
              + " record.")
  private @Nullable CacheConvention cache;

  @Option(
      names = "--dialect",
      paramLabel = "standard|weave|weave_calls_merged",
      defaultValue = "standard",
      description =
          "What the query means, how counts are read and priced: as they read, or as on the Weave"
              + " server. Default: standard.")
  private Dialect dialect = Dialect.STANDARD;

  @Option(
      names = "--usage-format",
      paramLabel = "provider|contract",
      description =
          "In which form usage was recorded: as model providers return it, recognised record by"
              + " record, or under the contract's own names alone. Default: provider; with"
              + " --dialect weave: contract.")
  private @Nullable Recorded usageFormat;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Who served the models, one of ${COMPLETION-CANDIDATES}: all usage is read as they return"
              + " it, and their prices count. Default: seen from each record.")
  private @Nullable Provider provider;

  Dialect dialect() {
    return dialect;
  }

  /** {@return the prices that were asked for} */
  PriceSources prices() {
    return prices.read();
  }

  /** {@return the prices of files, with the models under the names that were asked for} */
  PriceSources prices(List<String> files) {
    return prices.readOnly(files);
  }

  /** {@return how usage is read, counted and priced} */
  TallyOptions options() {
    TallyOptions.Builder options =
        TallyOptions.builder()
            .dialect(dialect)
            .usageScope(scope())
            .wrapperOperations(WrapperOperations.KNOWN.and(wrappers))
            .usageFormat(format());
    return (cache == null ? options : options.cacheConvention(cache)).build();
  }

  private UsageScope scope() {
    if (scope != null) {
      return scope;
    }
    return dialect == Dialect.STANDARD ? UsageScope.AUTO : UsageScope.OWN;
  }

  private UsageFormat format() {
    if (usageFormat == Recorded.CONTRACT || (usageFormat == null && dialect != Dialect.STANDARD)) {
      if (provider != null) {
        throw Failure.failed("--provider: usage is read in the contract's form, not a provider's");
      }
      return UsageFormat.CONTRACT;
    }
    return GenAiUsage.formatOr(
        provider == null ? ProviderUsage.format() : ProviderUsage.format(provider));
  }
}
