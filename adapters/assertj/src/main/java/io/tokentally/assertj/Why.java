package io.tokentally.assertj;

import io.tokentally.Call;
import io.tokentally.dsl.Explanation;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import java.util.ArrayList;
import java.util.List;

/** Why a call matches a query or does not, line by line. */
final class Why {

  private final List<String> lines = new ArrayList<>();

  private Why() {}

  /** {@return what each condition came to, and the values of its fields} */
  static String of(Query query, Call call) {
    Why why = new Why();
    why.add(query.explain(call), "  ");
    return String.join("\n", why.lines);
  }

  private void add(Explanation node, String indent) {
    if (node.operand() instanceof Operand.Literal) {
      return;
    }
    boolean isCondition = node.operand() instanceof Operation;
    lines.add(indent + node.operand() + ": " + (isCondition ? node.matches() : node.value()));
    node.parts().forEach(part -> add(part, indent + "  "));
  }
}
