package io.tokentally.dsl;

import io.tokentally.dsl.eval.Rules;
import io.tokentally.dsl.eval.StandardRules;
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
   * (docs/weave.md sections 3 to 9).
   */
  WEAVE;

  /**
   * {@return what the nodes mean for the records whose fields these are; not for users: the type is
   * not exported}
   */
  Rules rules(FieldResolver<?> fields) {
    return switch (this) {
      case STANDARD -> new StandardRules();
      case WEAVE -> WeaveRules.of(fields);
    };
  }
}
