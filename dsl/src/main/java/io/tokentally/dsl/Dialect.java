package io.tokentally.dsl;

import io.tokentally.dsl.eval.Rules;
import io.tokentally.dsl.eval.StandardRules;
import io.tokentally.dsl.weave.WeaveRules;
import java.util.function.Function;

/** What a query means. */
public enum Dialect {
  /** What a person reading the query expects: typed, two-valued, total (SEMANTICS.md section 4). */
  STANDARD(target -> new StandardRules()),

  /**
   * The answers of the Weave trace server: three-valued logic, JSON read as text, inferred casts
   * (WEAVE.md sections 3 to 9).
   */
  WEAVE(WeaveRules::new);

  private final Function<WeaveTarget, Rules> rules;

  Dialect(Function<WeaveTarget, Rules> rules) {
    this.rules = rules;
  }

  /** {@return the rules for records of the kind; ours alone: the type is not exported} */
  Rules rules(WeaveTarget target) {
    return rules.apply(target);
  }
}
