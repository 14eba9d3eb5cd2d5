package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.Set;

/**
 * The models of which a call's own usage already holds that of the calls below it: all its own
 * under {@link UsageScope#INCLUSIVE}, none otherwise. docs/semantics.md rule 44.
 */
public final class InclusiveModels {

  private final UsageScope scope;
  private final CellKeys keys;

  public InclusiveModels(UsageScope scope, CellKeys keys) {
    this.scope = scope;
    this.keys = keys;
  }

  /** {@return whether there may be any} */
  public boolean any() {
    return scope == UsageScope.INCLUSIVE;
  }

  /**
   * {@return the models}
   *
   * @param own a list of the call's own usage
   */
  public Set<String> of(Cells cells, int own) {
    return any() ? keys.models(cells, own) : Set.of();
  }
}
