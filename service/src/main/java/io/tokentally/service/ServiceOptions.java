package io.tokentally.service;

import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * How a service listens and answers.
 *
 * @param host the name or address to listen at
 * @param port the port, 0 for a free one
 * @param maxBody the most bytes a body may have
 * @param authentication who may use it
 * @param dialect what queries, counts and prices mean
 * @param usageFormat the form in which calls record usage
 * @param usageScope whose usage counts where calls below have some, too
 * @param user who creates the prices of a request that names nobody; null for nobody, which the
 *     WEAVE dialects reject (docs/weave.md section 12)
 */
public record ServiceOptions(
    String host,
    int port,
    int maxBody,
    Authentication authentication,
    Dialect dialect,
    UsageFormat usageFormat,
    UsageScope usageScope,
    @Nullable String user) {

  /** This machine alone, any free port, everybody, the contract as it reads. */
  public static final ServiceOptions DEFAULT =
      new ServiceOptions(
          "127.0.0.1",
          0,
          AdmissionControl.longestBody(),
          Authentication.NONE,
          Dialect.STANDARD,
          UsageFormat.CONTRACT,
          UsageScope.OWN,
          null);
}
