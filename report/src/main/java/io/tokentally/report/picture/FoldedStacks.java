package io.tokentally.report.picture;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report as folded stacks, which flame graph tools read: a line for each chain of operations,
 * outermost first, and what the calls at its end have of their own. Values are whole numbers:
 * billionths of the currency, tokens, microseconds.
 */
public final class FoldedStacks {

  /** A chain of operations that many calls may have: a name and the chain above it. */
  private static final class Stack {
    final @Nullable Stack above;
    final String name;
    final int depth;
    final NavigableMap<String, Stack> below = new TreeMap<>();
    BigDecimal value = BigDecimal.ZERO;

    Stack(@Nullable Stack above, String name) {
      this.above = above;
      this.name = name;
      this.depth = above == null ? 0 : above.depth + 1;
    }

    Stack below(String name) {
      return below.computeIfAbsent(name, same -> new Stack(this, same));
    }

    void writeTo(Appendable out) throws IOException {
      Deque<String> names = new ArrayDeque<>();
      for (Stack each = this; each.above != null; each = each.above) {
        names.push(each.name);
      }
      out.append(String.join(";", names));
    }
  }

  private FoldedStacks() {}

  /**
   * Writes the stacks.
   *
   * @param unit the currency where the measure is cost: amounts in others are left out
   */
  public static Losses write(Picture picture, Measure measure, String unit, Appendable out)
      throws IOException {
    CallTree tree = picture.tree();
    SelfAmounts own =
        switch (measure) {
          case COST -> SelfAmounts.ofCost(tree, figures(picture, tree), unit);
          case TOKENS -> SelfAmounts.ofTokens(tree, figures(picture, tree));
          case TIME -> SelfAmounts.ofTime(tree);
        };
    return write(tree, own, measure, out);
  }

  static List<CallFigures> figures(Picture picture, CallTree tree) {
    return tree.calls().stream().map(call -> CallFigures.of(picture.usage(), call.key())).toList();
  }

  private static Losses write(CallTree tree, SelfAmounts own, Measure measure, Appendable out)
      throws IOException {
    Stack all = new Stack(null, "");
    Stack[] stacks = new Stack[tree.size()];
    int tooDeep = 0;
    for (int i = 0; i < stacks.length; i++) {
      int parent = tree.parent(i);
      Stack above = parent == CallTree.NONE ? all : stacks[parent];
      boolean fits = above.depth < Losses.DEEPEST;
      stacks[i] = fits ? above.below(FrameNames.of(tree.calls().get(i))) : above;
      tooDeep += fits ? 0 : 1;
      stacks[i].value = stacks[i].value.add(own.amounts().get(i));
    }
    return new Losses(write(all, decimals(measure), out), own.cut(), tooDeep);
  }

  /** {@return by how many places the point moves, to make whole numbers} */
  private static int decimals(Measure measure) {
    return switch (measure) {
      case COST -> 9;
      case TOKENS -> 0;
      case TIME -> -3;
    };
  }

  private static int write(Stack all, int decimals, Appendable out) throws IOException {
    int rounded = 0;
    Deque<Stack> pending = new ArrayDeque<>();
    pending.push(all);
    while (!pending.isEmpty()) {
      Stack stack = pending.pop();
      stack.below.descendingMap().values().forEach(pending::push);
      BigDecimal exact = stack.value.movePointRight(decimals);
      BigDecimal value = exact.setScale(0, RoundingMode.HALF_UP);
      rounded += value.compareTo(exact) == 0 ? 0 : 1;
      if (value.signum() > 0) {
        stack.writeTo(out);
        out.append(' ').append(value.toPlainString()).append('\n');
      }
    }
    return rounded;
  }
}
