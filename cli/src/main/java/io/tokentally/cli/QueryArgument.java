package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import io.tokentally.report.text.Errors;
import java.util.List;
import java.util.function.Predicate;

/**
 * The value of {@code --query}: text or JSON, or {@code @} and the name of a file that holds it. It
 * is read once, since the file may be a pipe.
 *
 * @param isText whether it was typed as text, not as JSON
 */
record QueryArgument(Query query, boolean isText) {

  static final String LABEL = "QUERY|@FILE";

  static final String DESCRIPTION =
      "The query, as in 'op_name contains \"chat\"' or in JSON; or @ and the file that holds it.";

  /**
   * {@return the query; a malformed one is rejected in one line} Conditions that no call can meet
   * are said.
   */
  static QueryArgument checked(String argument, Dialect dialect, Streams streams) {
    try {
      QueryArgument read = parse(argument);
      read.condition(dialect);
      if (dialect == Dialect.STANDARD) {
        read.warnings().forEach(streams::say);
      }
      return read;
    } catch (ValidationException e) {
      String problem = e.errors().size() == 1 ? Hints.of(e.errors().get(0)) : Errors.first(e);
      throw Failure.refused("the query is invalid: " + problem);
    }
  }

  /**
   * {@return the query}
   *
   * @throws ValidationException with every error of the query, unknown fields among them
   */
  static QueryArgument parse(String argument) {
    String typed = argument.startsWith("@") ? TextFile.read(argument.substring(1)) : argument;
    Query query = Query.parseTyped(typed, FieldResolver.calls());
    return new QueryArgument(query, !typed.stripLeading().startsWith("{"));
  }

  /**
   * {@return the query as a condition on calls}
   *
   * @throws ValidationException for what the dialect cannot evaluate
   */
  Predicate<Call> condition(Dialect dialect) {
    return query.forCalls(dialect);
  }

  /** {@return a line for each condition that no call can meet, with its place in JSON} */
  List<String> warnings() {
    return query.warnings().stream()
        .map(warning -> "warning: " + (isText ? warning.msg() : warning))
        .toList();
  }
}
