package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.report.text.Errors;
import java.util.function.Predicate;

/**
 * The value of {@code --query}: JSON, or {@code @} and the name of a file that holds it. It is read
 * once, since the file may be a pipe.
 *
 * @param condition the query as a condition on calls
 */
record QueryArgument(Query query, Predicate<Call> condition) {

  /**
   * {@return the query, compiled; a malformed one is rejected in one line} Conditions that no call
   * can meet are said.
   */
  static QueryArgument compile(String argument, Dialect dialect, Streams streams) {
    Query query;
    Predicate<Call> condition;
    try {
      query = parse(argument);
      condition = query.forCalls(dialect);
    } catch (ValidationException e) {
      String problem = e.errors().size() == 1 ? Hints.of(e.errors().get(0)) : Errors.first(e);
      throw Failure.refused("the query is invalid: " + problem);
    }
    if (dialect == Dialect.STANDARD) {
      query.warnings().forEach(warning -> streams.say("warning: " + warning));
    }
    return new QueryArgument(query, condition);
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
