package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.FieldPath;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The value of {@code --query}: text or JSON, or {@code @} and the name of a file that holds it. It
 * is read once, since the file may be a pipe.
 *
 * @param isText whether it was typed as text, not as JSON
 * @param columns the columns of calls that it reads
 * @param asksCosts whether it asks for usage and cost, which a report of all calls has to say first
 */
record QueryArgument(Query query, boolean isText, Set<String> columns, boolean asksCosts) {

  static final String LABEL = "QUERY|@FILE";

  static final String DESCRIPTION =
      "The query, as in 'op_name contains \"chat\" and cost.total > 0.1' or in JSON; or @ and the file"
          + " that holds it. Fields are columns of calls such as started_at, exception or"
          + " attributes.NAME, and usage.prompt_tokens, usage.MODEL.prompt_tokens, cost.total and the"
          + " like; total.cost.total is with everything below the call.";

  private static final Set<String> OF_REPORTS = Set.of("usage", "cost", "total");

  private static final FieldResolver<Call> OF_NO_CALLS =
      Tally.with(PriceTable.of(List.of())).report(List.of()).fields();

  /** The fields of calls and of reports, before there is a report that could doubt one. */
  private static final FieldResolver<Call> ALL_FIELDS = path -> OF_NO_CALLS.resolve(path);

  /**
   * {@return the query; a malformed one is rejected in one line} Conditions that no call can meet
   * are said.
   */
  static QueryArgument checked(String argument, Dialect dialect, Streams streams) {
    try {
      QueryArgument read = parse(argument);
      read.check(dialect);
      if (dialect == Dialect.STANDARD) {
        read.warnings().forEach(line -> streams.say("warning: " + line));
      } else if (read.asksCosts) {
        throw Failure.failed("--dialect: expected standard for a query on usage and cost");
      }
      return read;
    } catch (ValidationException e) {
      throw Failure.refused("the query is invalid: " + Hints.of(e));
    }
  }

  /**
   * {@return the query}
   *
   * @throws ValidationException with every error of the query, unknown fields among them
   */
  static QueryArgument parse(String argument) {
    String typed = argument.startsWith("@") ? TextFile.read(argument.substring(1)) : argument;
    Set<String> paths = new TreeSet<>();
    FieldResolver<Call> recording =
        path -> {
          paths.add(path.toString());
          return ALL_FIELDS.resolve(path);
        };
    Query query = Query.parseTyped(typed, recording);
    Set<String> columns = new TreeSet<>();
    boolean asksCosts = false;
    for (String path : paths) {
      if (OF_REPORTS.contains(FieldPath.parse(path).column())) {
        asksCosts = true;
      } else {
        columns.addAll(Query.where(Query.field(path).eq(null)).columns());
      }
    }
    return new QueryArgument(query, !typed.stripLeading().startsWith("{"), columns, asksCosts);
  }

  /**
   * Checks that calls can be asked.
   *
   * @throws ValidationException for what the dialect cannot evaluate
   */
  void check(Dialect dialect) {
    query.compile(ALL_FIELDS, dialect);
  }

  /** {@return the query as a condition on calls, which does not ask for usage or cost} */
  Predicate<Call> condition(Dialect dialect) {
    return query.forCalls(dialect);
  }

  /**
   * {@return the query as a condition on the calls of a report} What no call of it meets is said.
   */
  Predicate<Call> condition(UsageReport report, Streams streams) {
    FieldResolver<Call> fields = report.fields();
    List<String> said = warnings();
    warnings(fields).stream()
        .filter(line -> !said.contains(line))
        .forEach(line -> streams.say("warning: " + line));
    return query.compile(fields);
  }

  /** {@return a line for each condition that no call can meet, with its place in JSON} */
  List<String> warnings() {
    return warnings(ALL_FIELDS);
  }

  private List<String> warnings(FieldResolver<Call> fields) {
    return query.warnings(fields).stream()
        .map(warning -> isText ? warning.msg() : warning.toString())
        .toList();
  }
}
