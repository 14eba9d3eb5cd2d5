package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in the calls that a rollup had to work around, and that readers of its figures should
 * know (docs/semantics.md rule 46).
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind what it is
 * @param callIds the calls it is about, sorted; at least one
 * @param model the model it is about, where there is one
 * @param field the usage field it is about, where there is one
 * @param reason what is wrong with malformed usage; null for other kinds
 * @param value what was there, in words; null for other kinds
 */
public record Anomaly(
    Kind kind,
    List<String> callIds,
    @Nullable String model,
    @Nullable String field,
    @Nullable Reason reason,
    @Nullable String value) {

  public Anomaly {
    requireNonNull(kind, "kind");
    callIds = List.copyOf(callIds);
  }

  /** {@return usage that repeats other usage, which a scope would leave out} */
  public static Anomaly preAggregated(String callId, UsageScope right) {
    return new Anomaly(Kind.LOOKS_PRE_AGGREGATED, List.of(callId), null, null, null, right.name());
  }

  /** {@return an anomaly of calls alone} */
  public static Anomaly of(Kind kind, List<String> callIds, @Nullable String model) {
    return new Anomaly(kind, callIds, model, null, null, null);
  }

  /** Kinds of anomalies. Constants may be added in a minor release. */
  public enum Kind {
    /**
     * Several records had one id, in one trace or, with equal times and usage, in several; one of
     * them counted. The value says what it holds and what the others held.
     */
    DUPLICATE_ID,
    /** Calls of several traces have one id; all of them counted. The value names the traces. */
    SHARED_ID,
    /** Calls are each other's ancestors; the links between them were cut. */
    CYCLE,
    /** The parent that the call names is not among the calls; the call is a root. */
    ORPHAN,
    /** Usage that is not in the contract's form; what could be read of it counted. */
    MALFORMED_USAGE,
    /**
     * A call's usage repeats that of calls below it, and all of it counted: the totals may have it
     * twice. The value is the {@link UsageScope} under which it counts once. docs/semantics.md rule
     * 57.
     */
    LOOKS_PRE_AGGREGATED,
    /** The call was priced by a row that took effect only after it began. */
    PRICE_FROM_FUTURE
  }

  /**
   * What is wrong with malformed usage (docs/semantics.md rule 27). Constants may be added in a
   * minor release.
   */
  public enum Reason {
    /** The usage is no object of models; none of it counted. */
    USAGE_NOT_OBJECT,
    /** A model's entry, or the member of it that is named, is no object; that did not count. */
    ENTRY_NOT_OBJECT,
    /** A boolean, list or object for a count; true counted as 1, the others as 0. */
    NOT_A_NUMBER,
    /** Text that is no integer; it counted as 0. */
    TEXT_NOT_INTEGER,
    /** A negative count; it counted as 0. */
    NEGATIVE,
    /**
     * A negative count; it counted as it stands, as {@link io.tokentally.dsl.Dialect#WEAVE} says.
     */
    NEGATIVE_KEPT,
    /** A count with a fraction; the fraction was cut off. */
    FRACTIONAL
  }
}
