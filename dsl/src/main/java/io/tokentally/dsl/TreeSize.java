package io.tokentally.dsl;

import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of a tree built in Java, measured without recursion: docs/semantics.md rule 5. Whoever
 * walks a tree by recursion checks it here first.
 */
final class TreeSize {

  private record Node(@Nullable Object value, int depth) {}

  private TreeSize() {}

  /** Rejects a tree above the limits. */
  static void check(Operand root, QueryLimits limits) throws ValidationException {
    String problem = problem(root, limits);
    if (problem != null) {
      throw ErrorCollector.refusal(Loc.ROOT.key("$expr"), Type.LIMIT, problem);
    }
  }

  /** {@return which limit a tree exceeds, in words; null if none} */
  static @Nullable String problem(Operand root, QueryLimits limits) {
    try {
      measure(root, limits);
      return null;
    } catch (TooBig e) {
      return e.problem();
    }
  }

  /** Ends the walk when a node lies too deep or is one too many. */
  static void check(int depth, int nodes, QueryLimits limits) {
    if (depth > limits.depth()) {
      throw new TooBig("expected a query at most " + limits.depth() + " levels deep");
    }
    if (nodes > limits.nodes()) {
      throw new TooBig("expected a query of at most " + limits.nodes() + " nodes");
    }
  }

  private static void measure(Operand root, QueryLimits limits) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node(root, 1));
    int nodes = 0;
    while (!open.isEmpty()) {
      Node node = open.pop();
      check(node.depth, ++nodes, limits);
      for (Object child : children(node.value)) {
        open.push(new Node(child, node.depth + 1));
      }
    }
  }

  /** {@return the operands of an operand; for a container in a literal, its plain members} */
  private static Collection<? extends @Nullable Object> children(@Nullable Object value) {
    if (value instanceof Operand operand) {
      return operand.accept(CHILDREN);
    }
    if (value instanceof List<?> list) {
      return list;
    }
    return value instanceof Map<?, ?> map ? map.values() : List.of();
  }

  private static final Operand.Visitor<Collection<? extends @Nullable Object>> CHILDREN =
      new Operand.Visitor<>() {
        @Override
        public Collection<? extends @Nullable Object> literal(Operand.Literal node) {
          return children(node.value());
        }

        @Override
        public Collection<? extends @Nullable Object> getField(Operand.GetField node) {
          return List.of();
        }

        @Override
        public Collection<? extends @Nullable Object> convert(Operand.Convert node) {
          return List.of(node.input());
        }

        @Override
        public Collection<? extends @Nullable Object> size(Operand.Size node) {
          return List.of(node.input());
        }

        @Override
        public Collection<? extends @Nullable Object> and(Operation.And node) {
          return node.operands();
        }

        @Override
        public Collection<? extends @Nullable Object> or(Operation.Or node) {
          return node.operands();
        }

        @Override
        public Collection<? extends @Nullable Object> not(Operation.Not node) {
          return List.of(node.operand());
        }

        @Override
        public Collection<? extends @Nullable Object> comparison(Operation.Comparison node) {
          return List.of(node.left(), node.right());
        }

        @Override
        public Collection<? extends @Nullable Object> in(Operation.In node) {
          Deque<Operand> children = new ArrayDeque<>(node.elements());
          children.push(node.operand());
          return children;
        }

        @Override
        public Collection<? extends @Nullable Object> contains(Operation.Contains node) {
          return List.of(node.input(), node.substr());
        }
      };
}
