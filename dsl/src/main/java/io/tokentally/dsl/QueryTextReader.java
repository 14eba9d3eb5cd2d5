package io.tokentally.dsl;

import io.tokentally.FieldPath;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.QueryToken.Kind;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.TooDeepException;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text form of a query, which {@link QueryText} writes: a method per rule of the grammar
 * of docs/query-text.md. After an error it goes on behind the condition that has it.
 */
final class QueryTextReader {

  private static final int MOST_ERRORS = 20;
  private static final int LONGEST_MESSAGE = 1_000;

  /** Stands for a condition that could not be read. */
  private static final Operand UNREAD = new Operand.Literal(null);

  /** Ends the reading of a condition. */
  private static final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int offset;
    private final Type type;

    Rejected(int offset, Type type, String problem) {
      super(problem, null, false, false);
      this.offset = offset;
      this.type = type;
    }
  }

  private final QueryTokens tokens;
  private final @Nullable FieldResolver<?> fields;

  /** Where the last operand behind an operator begins. */
  private int right = -1;

  private final QueryLimits limits;
  private final List<ValidationError> errors = new ArrayList<>();
  private int levels;
  private int nodes;

  private QueryTextReader(String text, @Nullable FieldResolver<?> fields, QueryLimits limits) {
    this.tokens = new QueryTokens(text);
    this.fields = fields;
    this.limits = limits;
  }

  /**
   * {@return the operation of the query that the text holds}
   *
   * @param fields finds fields, so that an unknown one is an error as well; null if none is
   */
  static Operation parse(String text, @Nullable FieldResolver<?> fields, QueryLimits limits) {
    return new QueryTextReader(text, fields, limits).query();
  }

  private Operation query() {
    Operand read = UNREAD;
    try {
      read = either();
      if (tokens.peek().kind() != Kind.END) {
        throw unexpected("and, or, or the end");
      }
      TreeSize.check(read, limits);
    } catch (Rejected e) {
      add(e);
    } catch (TooBig e) {
      throw ErrorCollector.refusal(Loc.ROOT.key(tokens.place(0)), Type.LIMIT, e.problem());
    }
    if (errors.isEmpty() && !(read instanceof Operation)) {
      add(new Rejected(0, Type.SYNTAX, "expected a condition, found " + alone(read)));
    }
    if (!errors.isEmpty()) {
      throw new ValidationException(errors);
    }
    return (Operation) read;
  }

  private static String alone(Operand read) {
    String text = read.toString();
    String shown = JsonValues.cut(text, 100);
    return shown + " alone; that it is true is " + shown + " = true";
  }

  /** {@code either = both { "or" both }}. */
  private Operand either() {
    List<Operand> operands = new ArrayList<>(List.of(both()));
    while (tokens.takesWord(QueryWords.OR)) {
      operands.add(both());
    }
    return operands.size() == 1 ? operands.get(0) : node(new Operation.Or(operands));
  }

  /** {@code both = part { "and" part }}. */
  private Operand both() {
    List<Operand> operands = new ArrayList<>(List.of(part()));
    while (tokens.takesWord(QueryWords.AND)) {
      operands.add(part());
    }
    return operands.size() == 1 ? operands.get(0) : node(new Operation.And(operands));
  }

  /** {@return a negation, which nothing may follow that does not join it to others} */
  private Operand part() {
    int level = levels;
    try {
      Operand read = negation();
      if (!isEndOfPart()) {
        throw unexpected(
            read instanceof Operation
                ? "and, or, or the end"
                : "an operator such as = behind " + JsonValues.cut(read.toString(), 60));
      }
      return read;
    } catch (Rejected e) {
      add(e);
      levels = level;
      skipPart();
      return UNREAD;
    }
  }

  private boolean isEndOfPart() {
    QueryToken next = tokens.peek();
    return next.kind() == Kind.END
        || next.isWord(QueryWords.AND)
        || next.isWord(QueryWords.OR)
        || next.is(")")
        || next.is("]")
        || next.is(",");
  }

  private void skipPart() {
    int open = 0;
    while (tokens.peek().kind() != Kind.END && (open > 0 || !isEndOfPart())) {
      QueryToken skipped = tokens.next();
      if (skipped.is("(") || skipped.is("[")) {
        open++;
      } else if (skipped.is(")") || skipped.is("]")) {
        open--;
      }
    }
  }

  /** {@code negation = "not" negation | condition}. */
  private Operand negation() {
    if (!tokens.takesWord(QueryWords.NOT)) {
      return condition();
    }
    enter();
    Operand negated = negation();
    levels--;
    return node(new Operation.Not(negated));
  }

  /**
   * {@code condition = operand [ sign operand | ["not"] "in" list | ["not"] "contains" ["in" "any"
   * "case"] operand ]}.
   */
  private Operand condition() {
    Operand left = operand();
    if (tokens.peek().kind() == Kind.SIGN) {
      return compared(left);
    }
    boolean isNegated = tokens.takesWord(QueryWords.NOT);
    Operand read;
    if (tokens.takesWord(QueryWords.IN)) {
      read = node(new Operation.In(left, list()));
    } else if (tokens.takesWord(QueryWords.CONTAINS)) {
      boolean anyCase = tokens.takesWord(QueryWords.IN);
      if (anyCase && !(tokens.takesWord(QueryWords.ANY) && tokens.takesWord(QueryWords.CASE))) {
        throw unexpected("any case, as in contains in any case \"chat\"");
      }
      read = node(new Operation.Contains(left, right(), anyCase));
    } else if (isNegated) {
      throw unexpected("in or contains");
    } else {
      return left;
    }
    return isNegated ? node(new Operation.Not(read)) : read;
  }

  private Operand compared(Operand left) {
    if (tokens.takes(QueryWords.UNEQUAL)) {
      Operand equal = node(new Operation.Comparison(Operator.EQ, left, right()));
      return node(new Operation.Not(equal));
    }
    Operator operator = QueryWords.SIGNS.get(tokens.peek().text());
    if (operator == null) {
      return left;
    }
    tokens.next();
    Operand read = node(new Operation.Comparison(operator, left, right()));
    if (QueryWords.SIGNS.containsKey(tokens.peek().text())) {
      throw unexpected("and, or, or the end; a comparison inside another stands in brackets");
    }
    return read;
  }

  /** {@return an operand behind an operator, where a string that lacks its quotes may stand} */
  private Operand right() {
    right = tokens.peek().start();
    return operand();
  }

  private Operand element() {
    right = tokens.peek().start();
    return either();
  }

  /** {@code list = "[" [ either { "," either } ] "]"}. */
  private List<Operand> list() {
    expect("[", "a list such as [1, 2] behind in");
    enter();
    List<Operand> elements = new ArrayList<>();
    if (!tokens.peek().is("]")) {
      elements.add(element());
      while (tokens.takes(",")) {
        elements.add(element());
      }
    }
    expect("]", "a comma or ]");
    levels--;
    return elements;
  }

  /**
   * {@code operand = "(" either ")" | function "(" either ")" | ("and" | "or") "[" [ either ] "]" |
   * ["field"] name | JSON}.
   */
  private Operand operand() {
    QueryToken first = tokens.peek();
    if (tokens.takes("(")) {
      return inBrackets(")");
    }
    if (first.is("[") || first.is("{")) {
      return literal(first);
    }
    if (first.kind() == Kind.STRING || first.kind() == Kind.NUMBER) {
      return literal(first);
    }
    if (first.kind() != Kind.WORD) {
      throw unexpected("a field or a value");
    }
    return word(first);
  }

  private Operand word(QueryToken first) {
    String word = QueryWords.lower(first.text());
    switch (word) {
      case "true", "false", "null" -> {
        tokens.next();
        return node(new Operand.Literal(word.equals("null") ? null : Boolean.valueOf(word)));
      }
      case QueryWords.FIELD -> {
        tokens.next();
        QueryToken name = tokens.peek();
        if (name.kind() != Kind.STRING) {
          throw unexpected("the path of a field in quotes, as in field \"a b\"");
        }
        return field(String.valueOf(json(name)), first);
      }
      case QueryWords.AND, QueryWords.OR -> {
        tokens.next();
        if (!tokens.takes("[")) {
          throw unexpected("a condition before " + word, first);
        }
        return ofAtMostOne(word);
      }
      default -> {
        if (QueryWords.isReserved(word)) {
          throw unexpected("a field or a value", first);
        }
      }
    }
    tokens.next();
    if (tokens.peek().is("(")) {
      if (!QueryWords.isFunction(word)) {
        String known = "one of the functions " + QueryWords.FUNCTIONS;
        throw new Rejected(
            first.start(), Type.SYNTAX, "expected " + known + ", found " + first.found());
      }
      tokens.next();
      return node(QueryWords.function(word, inBrackets(")")));
    }
    return field(first.text(), first);
  }

  /** {@return what stands in the bracket that was taken} */
  private Operand inBrackets(String end) {
    enter();
    Operand inside = either();
    expect(end, end);
    levels--;
    return inside;
  }

  private Operand ofAtMostOne(String word) {
    List<Operand> operands = tokens.takes("]") ? List.of() : List.of(inBrackets("]"));
    return node(
        word.equals(QueryWords.AND) ? new Operation.And(operands) : new Operation.Or(operands));
  }

  private Operand field(String path, QueryToken at) {
    FieldResolver<?> known = fields;
    if (known != null) {
      try {
        known.resolve(FieldPath.parse(path));
      } catch (UnknownFieldException e) {
        String hint = at.start() == right ? "; a string is in quotes: " + quoted(path) : "";
        add(new Rejected(at.start(), Type.UNKNOWN_FIELD, e.getMessage() + hint));
      }
    }
    return node(new Operand.GetField(path));
  }

  private static String quoted(String path) {
    return JsonValues.quote(JsonValues.cut(path, 60));
  }

  private Operand literal(QueryToken first) {
    return node(new Operand.Literal(json(first)));
  }

  private @Nullable Object json(QueryToken first) {
    try {
      return tokens.json();
    } catch (TooDeepException e) {
      throw new TooBig(e.errors().get(0).msg());
    } catch (ValidationException e) {
      String hint = QueryTextHints.hint(first);
      String problem = hint == null ? ofItself(e.errors().get(0)) : hint;
      throw new Rejected(
          first.start(),
          Type.SYNTAX,
          "expected a JSON value, found " + first.found() + "; " + problem);
    }
  }

  /** {@return the error of a value without its place in that value} */
  private static String ofItself(ValidationError error) {
    return error.msg().replaceFirst(" at line \\d+, column \\d+", "");
  }

  /** Counts a node, so that reading ends soon where there are too many. */
  private <T extends Operand> T node(T node) {
    TreeSize.check(0, ++nodes, limits);
    return node;
  }

  /** Counts a level of brackets, of which an operand needs two at most. */
  private void enter() {
    TreeSize.check(++levels / 2, 0, limits);
  }

  private void expect(String sign, String expected) {
    if (!tokens.takes(sign)) {
      throw unexpected(expected);
    }
  }

  private Rejected unexpected(String expected) {
    return unexpected(expected, tokens.peek());
  }

  private static Rejected unexpected(String expected, QueryToken found) {
    String hint = QueryTextHints.hint(found);
    String problem = "expected " + expected + ", found " + found.found();
    return new Rejected(found.start(), Type.SYNTAX, hint == null ? problem : problem + "; " + hint);
  }

  private void add(Rejected e) {
    if (errors.size() < MOST_ERRORS) {
      String problem = JsonValues.cut(String.valueOf(e.getMessage()), LONGEST_MESSAGE);
      errors.add(new ValidationError(List.of(tokens.place(e.offset)), problem, e.type));
    }
  }
}
