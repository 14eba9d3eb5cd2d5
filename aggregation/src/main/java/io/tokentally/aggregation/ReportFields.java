package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.FieldPath;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.UsageCount;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.value.NearNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields {@code usage…}, {@code cost…} and {@code total…} of calls, which a report knows:
 * docs/cost-queries.md. All others are somebody else's.
 */
final class ReportFields<T extends TracedCall> implements FieldResolver<T> {

  /** So many names are in a message. */
  private static final int MOST_NAMED = 20;

  static final String USAGE = "usage";
  static final String COST = "cost";
  static final String TOTAL = "total";

  private static final Map<String, UsageCount> COUNTS =
      Arrays.stream(UsageCount.values())
          .collect(Collectors.toMap(UsageCount::wireName, Function.identity()));

  private static final String KNOWN =
      "; of a report they are usage.COUNT, usage.MODEL.COUNT, cost.total, cost.KIND and"
          + " cost.MODEL.KIND, and the same behind total. with everything below a call; COUNT is one"
          + " of "
          + Arrays.stream(UsageCount.values())
              .map(UsageCount::wireName)
              .collect(Collectors.joining(", "))
          + "; a dot inside the name of a model is \\.";

  /**
   * What a path asks for.
   *
   * @param withBelow whether of a call with everything below it
   * @param isCost whether for a cost, not a count
   * @param model of one model; null for all
   * @param name the count, or the kind of cost
   */
  private record Asked(boolean withBelow, boolean isCost, @Nullable String model, String name) {}

  private final FieldResolver<T> others;
  private final UsageByCall usage;

  ReportFields(UsageReport report, FieldResolver<T> others) {
    this.others = requireNonNull(others, "others");
    this.usage = new UsageByCall(report);
  }

  @Override
  public Field<T> resolve(FieldPath path) {
    if (!isOurs(path)) {
      return others.resolve(path);
    }
    Asked asked = asked(path);
    Function<T, @Nullable Object> read = call -> value(asked, CallKey.of(call));
    return new Field<>(Field.Kind.NUMBER, read, List.of());
  }

  @Override
  public @Nullable String doubt(FieldPath path) {
    if (!isOurs(path)) {
      return others.doubt(path);
    }
    Asked asked = asked(path);
    Set<String> models = usage.models();
    if (asked.model != null && !models.contains(asked.model)) {
      return "no call used a model " + asked.model + named(asked.model, models, "used");
    }
    Set<String> kinds = usage.kinds();
    return asked.isCost && !kinds.contains(asked.name)
        ? "no call has a cost of the kind " + asked.name + named(asked.name, kinds, "kinds")
        : null;
  }

  /** {@return the names that there are, and those that are near} */
  private static String named(String misspelt, Set<String> names, String what) {
    String all =
        names.isEmpty()
            ? "none"
            : names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED
                    ? " and " + (names.size() - MOST_NAMED) + " more"
                    : "");
    return " (" + what + ": " + all + ")" + NearNames.hint(misspelt, names);
  }

  private static boolean isOurs(FieldPath path) {
    return List.of(USAGE, COST, TOTAL).contains(path.column());
  }

  private static Asked asked(FieldPath path) {
    List<String> parts = path.parts();
    boolean withBelow = parts.get(0).equals(TOTAL);
    List<String> rest = withBelow ? parts.subList(1, parts.size()) : parts;
    boolean isKnown =
        (rest.size() == 2 || rest.size() == 3) && List.of(USAGE, COST).contains(rest.get(0));
    if (isKnown) {
      boolean isCost = rest.get(0).equals(COST);
      String name = rest.get(rest.size() - 1);
      if (isCost || COUNTS.containsKey(name)) {
        return new Asked(withBelow, isCost, rest.size() == 3 ? rest.get(1) : null, name);
      }
    }
    throw new UnknownFieldException("no such field of calls: \"" + path + "\"" + KNOWN);
  }

  private @Nullable Number value(Asked asked, CallKey call) {
    Map<String, LLMAggregatedUsage> all = asked.withBelow ? usage.withBelow(call) : usage.own(call);
    Map<String, LLMAggregatedUsage> models = all;
    if (asked.model != null) {
      LLMAggregatedUsage one = all.get(asked.model);
      if (one == null) {
        return null;
      }
      models = Map.of(asked.model, one);
    }
    return asked.isCost
        ? usage.cost(models, asked.name)
        : UsageByCall.count(models, requireNonNull(COUNTS.get(asked.name)));
  }
}
