package io.tokentally.report.text;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UsageNote;
import org.jspecify.annotations.Nullable;

/** What the findings of a report mean, for people. */
final class Explanations {

  private Explanations() {}

  static String of(Anomaly anomaly) {
    return switch (anomaly.kind()) {
      case DUPLICATE_ID -> "several records of one call; one of them counted";
      case SHARED_ID -> "calls of several traces have this id; all of them counted";
      case CYCLE -> "calls that are each other's ancestors; the links between them were cut";
      case ORPHAN -> "the parent is not among the calls; the call counts as a root";
      case MALFORMED_USAGE -> ofReason(anomaly.reason(), anomaly.field());
      case LOOKS_PRE_AGGREGATED ->
          "usage that repeats that of calls below it: the totals count it twice; --scope auto"
              + " counts it once";
      case PRICE_FROM_FUTURE ->
          "calls from before the model's first price; a later price was used all the same";
    };
  }

  private static String ofReason(Anomaly.@Nullable Reason reason, @Nullable String field) {
    if (reason == null) {
      return "usage that is not in the expected form";
    }
    return switch (reason) {
      case USAGE_NOT_OBJECT -> "the usage is no object of models; none of it counted";
      case ENTRY_NOT_OBJECT ->
          field == null
              ? "the model's usage is no object; it did not count"
              : "a member that is neither an object nor null; it did not count";
      case NOT_A_NUMBER -> "a count that is no number; true counted as 1, anything else as 0";
      case TEXT_NOT_INTEGER -> "a count that is a string and not a whole number; it counted as 0";
      case NEGATIVE -> "a count below zero; it counted as 0";
      case NEGATIVE_KEPT -> "a count below zero; it counted as it stands";
      case FRACTIONAL -> "a count with a fraction; the fraction was cut off";
    };
  }

  static String of(ScopeDecision decision) {
    if (decision.reason() == null) {
      return "usage of a call and of others below it, of which neither repeats the other; all counted"
          + " (--scope model-calls counts that below alone)";
    }
    return switch (decision.reason()) {
      case USAGE_BELOW -> "calls below have usage, so this one's own did not count";
      case OPERATION ->
          "the operation only runs others; its own usage did not count, that below did";
      case SUM -> "the usage is the sum of calls below; it did not count, that below did";
      case ONE_OF_THEM ->
          "the usage is that of one of the calls below; it did not count, that below did";
    };
  }

  static String of(UsageNote.Kind kind) {
    return switch (kind) {
      case ALIASES_DIFFER -> "two names of one count have different numbers; they were added";
      case ALIASES_DIFFER_LARGEST ->
          "several names of one count have different numbers; the largest counted";
      case ALIASES_DIFFER_NEWEST ->
          "attributes of several versions have different numbers for one count; the newest counted";
      case CACHE_EXCEEDS_PROMPT ->
          "more cached tokens than prompt tokens; no uncached prompt was billed";
      case TAKEN_AS_EXCLUSIVE ->
          "cached tokens were taken to come on top of the recorded prompt tokens"
              + " (--usage-format contract --cache inclusive if not)";
      case CONVENTION_UNDECIDED ->
          "nothing shows whether prompt tokens include the cached ones; they were taken to"
              + " (--cache exclusive if not)";
      case UNREAD_MEMBER -> "a member that looks like a count, but is not read; it did not count";
      case TOTAL_DIFFERS -> "a recorded total is not what its parts add up to; the parts counted";
      case NO_USAGE -> "a call of a model that says nothing of its usage; it counted nothing";
      case PROVIDER_UNKNOWN ->
          "no provider that is known; the price was looked for by the model alone";
      case RECORDED_COST -> "the cost that somebody else recorded; ours does not depend on it";
      case CACHE_RATE_UNWRITTEN ->
          "cached tokens were free, because the price has no rate for them";
      case PRICED_AS_TEXT -> "tokens of this kind were priced as text is";
      case LONG_PROMPT_UNDECIDED ->
          "not known to be one request, but long together; the rates of a long prompt were taken";
    };
  }
}
