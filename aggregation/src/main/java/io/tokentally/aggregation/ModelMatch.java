package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Under which name a price table prices a model.
 *
 * @param llmId the model's name in the table: {@link PriceRow#llmId}
 * @param providerId the provider whose rows count; null for whichever, or for the one that {@link
 *     TallyOptions#providerId} asks for
 * @param rule what led from the recorded name to this one
 */
public record ModelMatch(String llmId, @Nullable String providerId, Rule rule) {

  public ModelMatch {
    requireNonNull(llmId, "llmId");
    requireNonNull(rule, "rule");
  }

  /**
   * What leads from a recorded name to one of the table, the surest first. Constants may be added
   * in a minor release.
   */
  public enum Rule {
    /** The names are equal. */
    EXACT,
    /** The price list says which recorded names an entry stands for. */
    LIST_RULE,
    /** The names are equal but for a prefix that names the provider, or a date or version. */
    ALIAS,
    /** The caller asked for the price of this model instead. */
    ASKED
  }
}
