package io.tokentally.operations;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.dsl.Dialect;

/**
 * How operations behave where the Weave server behaves otherwise; {@link Operations.Builder} says
 * what each means.
 */
record Settings(
    TallyOptions tally,
    Dialect queryDialect,
    Dialect sortDialect,
    boolean idOnlyPurge,
    boolean userRequired,
    boolean costQueriesAcrossProjects,
    boolean eightCostProperties,
    boolean pickedCallsAlone,
    boolean limitEachTrace) {}
