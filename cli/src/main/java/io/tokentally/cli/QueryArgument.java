package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.report.text.Errors;
import java.util.function.Predicate;

/** The value of {@code --query}: JSON, or {@code @} and the name of a file that holds it. */
final class QueryArgument {

  private QueryArgument() {}

  /** {@return the condition on calls; a malformed query is rejected in one line} */
  static Predicate<Call> compile(String argument, Dialect dialect) {
    try {
      return parse(argument).forCalls(dialect);
    } catch (ValidationException e) {
      String problem = e.errors().size() == 1 ? Hints.of(e.errors().get(0)) : Errors.first(e);
      throw Failure.refused("the query is invalid: " + problem);
    }
  }

  /**
   * {@return the condition on calls; a malformed query is rejected in one line} Conditions that no
   * call can meet are said.
   */
  static Predicate<Call> compile(String argument, Dialect dialect, Streams streams) {
    Predicate<Call> condition = compile(argument, dialect);
    if (dialect == Dialect.STANDARD) {
      parse(argument).warnings().forEach(warning -> streams.say("warning: " + warning));
    }
    return condition;
  }

  /**
   * {@return the query}
   *
   * @throws ValidationException with every error of the query
   */
  static Query parse(String argument) {
    String json = argument.startsWith("@") ? TextFile.read(argument.substring(1)) : argument;
    return Query.parse(json);
  }
}
