package io.tokentally.operations;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.dsl.Dialect;

/**
 * How operations behave.
 *
 * @param tally how usage is read and summed, and the dialect
 * @param idOnlyPurge whether rows can be purged only by their ids, whatever the dialect
 */
record Settings(TallyOptions tally, boolean idOnlyPurge) {

  Dialect dialect() {
    return tally.dialect();
  }

  OperationRules rules() {
    return OperationRules.of(dialect());
  }
}
