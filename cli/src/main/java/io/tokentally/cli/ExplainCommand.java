package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Explanation;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import io.tokentally.report.data.ExplanationJson;
import io.tokentally.report.table.TextTable;
import io.tokentally.report.text.Errors;
import io.tokentally.report.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows why a call does or does not match a query. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what every node of a query evaluates to for one call, in STANDARD and WEAVE, and marks"
          + " where they differ. The last line says whether the call matches: true, false or rejected."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int LABEL = 70;
  private static final int VALUE = 30;

  private final Streams streams;

  @Option(
      names = "--query",
      required = true,
      paramLabel = QueryArgument.LABEL,
      description = QueryArgument.DESCRIPTION)
  private String query = "";

  @Mixin private Inputs inputs = new Inputs();

  @Option(
      names = "--call",
      paramLabel = "ID",
      description = "Explain the call with this id. Default: the first.")
  private @Nullable String id;

  @Option(
      names = "--dialect",
      paramLabel = "standard|weave|weave_calls_merged",
      description = "Show this dialect alone. Default: both.")
  private @Nullable Dialect dialect;

  @Mixin private AnswerFormat output = new AnswerFormat();

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    QueryArgument argument = QueryArgument.parse(query);
    Query parsed = argument.query();
    Call call = find();
    if (dialect != Dialect.WEAVE) {
      warn(argument);
    }
    List<Dialect> dialects =
        dialect == null ? List.of(Dialect.STANDARD, Dialect.WEAVE) : List.of(dialect);
    List<String> refusals = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    List<Dialect> explained = new ArrayList<>();
    List<Explanation> explanations = new ArrayList<>();
    for (Dialect each : dialects) {
      try {
        Explanation explanation = parsed.explain(call, FieldResolver.calls(), each);
        explained.add(each);
        explanations.add(explanation);
        answers.add(String.valueOf(explanation.matches()));
      } catch (ValidationException e) {
        refusals.add(each + " rejects the query: " + Errors.first(e));
        answers.add("rejected");
      }
    }
    if (output.isJson()) {
      ExplanationJson.write(call.id(), dialects, explained, explanations, streams.sink());
      refusals.forEach(streams::say);
      return 0;
    }
    StringBuilder text = new StringBuilder();
    if (!explained.isEmpty()) {
      table(explained, explanations).forEach(line -> text.append(line).append('\n'));
      text.append('\n');
    }
    refusals.forEach(line -> text.append(Words.clean(line)).append('\n'));
    text.append(answer(dialects, answers)).append('\n');
    streams.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    streams.out().flush();
    return 0;
  }

  private void warn(QueryArgument argument) {
    try {
      argument.warnings().forEach(line -> streams.say("warning: " + line));
    } catch (ValidationException e) {
      // The answer says so.
    }
  }

  private Call find() throws Exception {
    if (inputs.names().isEmpty()) {
      throw Failure.failed(
          "expected files to read, found none: tokentally explain FILE --call ID --query QUERY");
    }
    try (CallFile calls = inputs.open(false, streams.withoutProgress())) {
      for (Call call = calls.next(); call != null; call = calls.next()) {
        if (id == null || id.equals(call.id())) {
          return call;
        }
      }
      throw Failure.failed(calls.name() + ": no call has the id " + id);
    }
  }

  /** {@return the nodes, a line each, indented below the node that holds them} */
  private static List<String> table(List<Dialect> dialects, List<Explanation> explanations) {
    TextTable table = new TextTable().left("node");
    dialects.forEach(each -> table.left(each.name()));
    List<List<String>> rows = new ArrayList<>();
    addRows(explanations, 0, rows);
    return table.left("").lines(rows);
  }

  private static void addRows(List<Explanation> nodes, int depth, List<List<String>> rows) {
    List<String> row = new ArrayList<>();
    row.add(" ".repeat(2 * depth) + shorten(nodes.get(0).operand().toString(), LABEL));
    List<String> values = nodes.stream().map(node -> value(node.value())).toList();
    row.addAll(values);
    boolean parts =
        values.stream().distinct().count() > 1
            || nodes.stream().map(Explanation::matches).distinct().count() > 1;
    row.add(parts ? "<- differ" : "");
    rows.add(row);
    for (int i = 0; i < nodes.get(0).parts().size(); i++) {
      int part = i;
      addRows(nodes.stream().map(node -> node.parts().get(part)).toList(), depth + 1, rows);
    }
  }

  private static String value(@Nullable Object value) {
    boolean finite = !(value instanceof Double number) || Double.isFinite(number);
    String text = finite ? Query.literal(value).toString() : String.valueOf(value);
    return shorten(text, VALUE);
  }

  private static String shorten(String text, int most) {
    String clean = Words.clean(text);
    return clean.length() <= most ? clean : clean.substring(0, most - 1) + "…";
  }

  private static String answer(List<Dialect> dialects, List<String> answers) {
    if (dialects.size() == 1) {
      return "matches: " + answers.get(0);
    }
    return "matches: "
        + IntStream.range(0, answers.size())
            .mapToObj(i -> dialects.get(i).name().toLowerCase(Locale.ROOT) + " " + answers.get(i))
            .collect(Collectors.joining(", "));
  }
}
