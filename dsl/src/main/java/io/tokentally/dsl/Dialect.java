package io.tokentally.dsl;

import io.tokentally.dsl.eval.Rules;
import io.tokentally.dsl.eval.StandardRules;
import io.tokentally.dsl.weave.CallTable;
import io.tokentally.dsl.weave.WeaveRules;

/** What a query means. */
public enum Dialect {
  /**
   * What a person reading the query expects: typed, two-valued, total (docs/semantics.md section
   * 4).
   */
  STANDARD,

  /**
   * The answers of the Weave trace server: three-valued logic, JSON read as text, inferred casts
   * (docs/weave.md sections 3 to 9). Calls are as in the newer of its two tables of them, {@code
   * calls_complete}, where what SDKs since May 2026 write lies: null is stored as a value there
   * (section 17).
   */
  WEAVE,

  /**
   * As {@link #WEAVE}, for calls in the server's older table, {@code calls_merged}, where older
   * data lies: null is null there. Price rows are the same to both.
   */
  WEAVE_CALLS_MERGED;

  /**
   * {@return what the nodes mean for the records whose fields these are; not for users: the type is
   * not exported}
   */
  Rules rules(FieldResolver<?> fields) {
    return switch (this) {
      case STANDARD -> new StandardRules();
      case WEAVE -> WeaveRules.of(CallTable.NEWER, fields);
      case WEAVE_CALLS_MERGED -> WeaveRules.of(CallTable.OLDER, fields);
    };
  }
}
