package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.UsageCount;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.QueryWarning;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds conditions that no record can meet: docs/semantics.md rule 61. A visit answers itself. */
public final class UnmeetableConditions<T> implements Operand.Visitor<UnmeetableConditions<T>> {

  /** The first second after year 9999. */
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

  private static final Set<String> USAGE_MEMBERS =
      new HashSet<>(Arrays.stream(UsageCount.values()).map(UsageCount::wireName).toList());

  static {
    USAGE_MEMBERS.addAll(List.of("input_tokens", "output_tokens"));
  }

  private final FieldResolver<T> fields;
  private final List<QueryWarning> warnings = new ArrayList<>();
  private Loc at = Loc.ROOT.key("$expr");

  private UnmeetableConditions(FieldResolver<T> fields) {
    this.fields = fields;
  }

  /** {@return the warnings about a query that compiles, in document order} */
  public static <T> List<QueryWarning> of(Operation query, FieldResolver<T> fields) {
    UnmeetableConditions<T> found = new UnmeetableConditions<>(fields);
    query.accept(found);
    return List.copyOf(found.warnings);
  }

  @Override
  public UnmeetableConditions<T> literal(Operand.Literal node) {
    return this;
  }

  @Override
  public UnmeetableConditions<T> getField(Operand.GetField node) {
    FieldPath path = FieldPath.parse(node.path());
    String doubt = fields.doubt(path);
    if (doubt != null) {
      warn(at.key("$getField"), doubt);
    }
    List<String> parts = path.parts();
    if (parts.size() > 4 && parts.get(0).equals("summary") && parts.get(1).equals("usage")) {
      checkModel(parts.subList(2, parts.size()));
    }
    return this;
  }

  /** Looks whether the name of a model with dots was taken apart. */
  private void checkModel(List<String> parts) {
    if (isUsageMember(parts.get(1))) {
      return;
    }
    for (int member = 2; member < parts.size(); member++) {
      if (isUsageMember(parts.get(member))) {
        String model = String.join(".", parts.subList(0, member));
        String path =
            "summary.usage."
                + model.replace(".", "\\.")
                + "."
                + String.join(".", parts.subList(member, parts.size()));
        warn(
            at.key("$getField"),
            "no usage has a member "
                + JsonValues.quote(parts.get(1))
                + "; of the model "
                + model
                + " it is "
                + path
                + ", a backslash before each dot of the name");
        return;
      }
    }
  }

  private static boolean isUsageMember(String name) {
    return USAGE_MEMBERS.contains(name) || name.endsWith("_details");
  }

  @Override
  public UnmeetableConditions<T> convert(Operand.Convert node) {
    return child(node.input(), at.key("$convert").key("input"));
  }

  @Override
  public UnmeetableConditions<T> size(Operand.Size node) {
    return child(node.input(), at.key("$size"));
  }

  @Override
  public UnmeetableConditions<T> and(Operation.And node) {
    return children(node.operands(), at.key("$and"));
  }

  @Override
  public UnmeetableConditions<T> or(Operation.Or node) {
    return children(node.operands(), at.key("$or"));
  }

  @Override
  public UnmeetableConditions<T> not(Operation.Not node) {
    return child(node.operand(), at.key("$not").index(0));
  }

  @Override
  public UnmeetableConditions<T> comparison(Operation.Comparison node) {
    Loc place = at.key(node.operator().wireName());
    compared(node.left(), node.right(), place);
    compared(node.right(), node.left(), place);
    child(node.left(), place.index(0));
    return child(node.right(), place.index(1));
  }

  @Override
  public UnmeetableConditions<T> in(Operation.In node) {
    Loc place = at.key("$in");
    if (node.elements().isEmpty()) {
      warn(place, "nothing is in an empty list");
    }
    for (int i = 0; i < node.elements().size(); i++) {
      compared(node.operand(), node.elements().get(i), place.index(1).index(i));
    }
    child(node.operand(), place.index(0));
    return children(node.elements(), place.index(1));
  }

  @Override
  public UnmeetableConditions<T> contains(Operation.Contains node) {
    Loc place = at.key("$contains");
    child(node.input(), place.key("input"));
    return child(node.substr(), place.key("substr"));
  }

  private void compared(Operand field, Operand constant, Loc place) {
    if (!(field instanceof Operand.GetField get)
        || !(constant instanceof Operand.Literal literal)) {
      return;
    }
    Field.Kind kind = kind(get);
    Object value = literal.value();
    if (kind == Field.Kind.DATE) {
      checkDate(get.path(), value, place);
    } else if (kind == Field.Kind.NUMBER && value instanceof String text) {
      String msg = get.path() + " is a number, and never meets the string ";
      warn(place, msg + JsonValues.quote(text));
    }
  }

  private Field.@Nullable Kind kind(Operand.GetField field) {
    try {
      Field<T> resolved = fields.resolve(FieldPath.parse(field.path()));
      return resolved.below().isEmpty() ? resolved.kind() : null;
    } catch (UnknownFieldException e) {
      return null; // an error, which compiling reports
    }
  }

  private void checkDate(String path, @Nullable Object value, Loc place) {
    if (value instanceof String text && Timestamps.parse(text) == null) {
      String msg = path + " is a date, and never meets the string ";
      warn(place, msg + JsonValues.quote(text) + "; expected " + Timestamps.EXPECTED);
    } else if (value instanceof Number number && Numbers.isPlain(number)) {
      Instant instant = Timestamps.ofEpochSeconds(number);
      if (instant == null || !instant.isBefore(END)) {
        warn(place, tooLate(path, number));
      }
    }
  }

  private static String tooLate(String path, Number number) {
    BigDecimal seconds = Numbers.decimal(number).movePointLeft(3);
    Instant meant = Timestamps.ofEpochSeconds(seconds);
    String hint =
        meant == null || !meant.isBefore(END)
            ? ""
            : "; in milliseconds it is " + meant + ", which is " + seconds.toPlainString();
    return path
        + " is a date, and numbers are seconds since 1970: "
        + JsonValues.cut(number.toString(), 40)
        + " is after the year 9999, which no date is"
        + hint;
  }

  private void warn(Loc place, String msg) {
    warnings.add(new QueryWarning(place.steps(), msg));
  }

  private UnmeetableConditions<T> children(List<? extends Operand> operands, Loc place) {
    for (int i = 0; i < operands.size(); i++) {
      child(operands.get(i), place.index(i));
    }
    return this;
  }

  private UnmeetableConditions<T> child(Operand operand, Loc place) {
    Loc here = at;
    at = place;
    operand.accept(this);
    at = here;
    return this;
  }
}
