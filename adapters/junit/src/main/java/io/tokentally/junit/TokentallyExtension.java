package io.tokentally.junit;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.providers.BundledPrices;
import io.tokentally.providers.ProviderUsage;
import io.tokentally.recorder.CallRecorder;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Records the calls of each test, and fails it where they cost more than its {@link CostBudget}.
 * Methods for tests, and those before and after each test, may have a {@link CallRecorder} and a
 * {@link LiveRollup} of the test's calls as parameters; every test has its own, so that tests may
 * run at the same time. What a test cost is in its report entries, as {@code tokentally.cost}.
 *
 * <p>{@link CostBudget} brings the extension. To name prices, register it in a field:
 *
 * <pre>{@code
 * @RegisterExtension static final TokentallyExtension COSTS = TokentallyExtension.with(prices);
 * }</pre>
 */
public final class TokentallyExtension
    implements BeforeEachCallback, ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(TokentallyExtension.class);

  private final @Nullable PriceTable prices;
  private final TallyOptions options;

  /** With the bundled prices, and usage in the contract's form or that of any provider. */
  public TokentallyExtension() {
    this(null, TallyOptions.builder().usageFormat(ProviderUsage.format()).build());
  }

  private TokentallyExtension(@Nullable PriceTable prices, TallyOptions options) {
    this.prices = prices;
    this.options = options;
  }

  /** {@return an extension with these prices} */
  public static TokentallyExtension with(PriceTable prices) {
    return new TokentallyExtension(
        requireNonNull(prices, "prices"), new TokentallyExtension().options);
  }

  /** {@return an extension with the same prices and other options} */
  public TokentallyExtension with(TallyOptions options) {
    return new TokentallyExtension(prices, requireNonNull(options, "options"));
  }

  /** Of several extensions of a test, such as that of the annotation, one with prices records. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (prices != null || owner(context) == null) {
      context.getStore(NAMESPACE).put(TokentallyExtension.class, this);
    }
  }

  private static @Nullable TokentallyExtension owner(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(TokentallyExtension.class, TokentallyExtension.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.getDeclaringExecutable() instanceof Method
        && owner(context) == this
        && (type == CallRecorder.class || type == LiveRollup.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RecordedTest test =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(RecordedTest.class, type -> recording(), RecordedTest.class);
    return parameter.getParameter().getType() == CallRecorder.class ? test.recorder : test.rollup;
  }

  private RecordedTest recording() {
    return new RecordedTest(prices == null ? BundledPrices.list().table() : prices, options);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (owner(context) != this) {
      return;
    }
    RecordedTest test = context.getStore(NAMESPACE).get(RecordedTest.class, RecordedTest.class);
    if (test != null) {
      test.recorder.close();
      context.publishReportEntry("tokentally.cost", test.cost());
    }
    CostBudget budget = budget(context).orElse(null);
    String problem = budget == null ? null : problem(test, budget, context);
    if (problem != null && context.getExecutionException().isEmpty()) {
      throw new AssertionError(problem);
    }
  }

  private static @Nullable String problem(
      @Nullable RecordedTest test, CostBudget budget, ExtensionContext context) {
    BigDecimal amount = amount(budget, context);
    if (test != null) {
      return test.problem(amount, budget);
    }
    return budget.mayRecordNothing() ? null : RecordedTest.nothing(amount, budget.unit());
  }

  private static Optional<CostBudget> budget(ExtensionContext context) {
    Optional<CostBudget> own =
        AnnotationSupport.findAnnotation(context.getTestMethod(), CostBudget.class);
    Class<?> type = context.getRequiredTestClass();
    while (own.isEmpty() && type != null) {
      own = AnnotationSupport.findAnnotation(type, CostBudget.class);
      type = type.getEnclosingClass();
    }
    return own;
  }

  private static BigDecimal amount(CostBudget budget, ExtensionContext context) {
    try {
      return new BigDecimal(budget.value());
    } catch (NumberFormatException e) {
      String msg =
          "expected a decimal such as \"0.10\" in @CostBudget of %s, found \"%s\""
              .formatted(context.getRequiredTestMethod(), budget.value());
      throw new ExtensionConfigurationException(msg, e);
    }
  }
}
