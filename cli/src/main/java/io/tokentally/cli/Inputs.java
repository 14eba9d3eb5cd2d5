package io.tokentally.cli;

import io.tokentally.importers.ImportOptions;
import io.tokentally.report.SourceFile;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files that a command reads calls from. */
final class Inputs {

  private static final int MOST_SHOWN = 5;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = {
        "Files, folders and patterns such as 'logs/**/*.jsonl' to read. What a file is, is recognised:"
            + " calls, spans of OpenTelemetry or Phoenix, sessions of Claude Code, Codex, Gemini CLI"
            + " and OpenCode, exports of Langfuse, spend logs of LiteLLM, responses of OpenAI, each as"
            + " it is or compressed with gzip or zstd; CSV with --columns."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--calls",
      paramLabel = "FILE",
      description = "The same as an option; may be repeated. - reads the standard input.")
  private List<String> calls = new ArrayList<>();

  @Option(
      names = "--columns",
      paramLabel = "WHAT=NAME",
      split = ",",
      description = {
        "Which column of a CSV file holds what, as in --columns model=Model,input=Tokens_in. WHAT is one"
            + " of id, parent, trace, project, thread, user, operation, started, ended, model, input,"
            + " output, total, cache_read, cache_write, cache_write_1h, reasoning, requests, cost."
      })
  private Map<String, String> columns = new LinkedHashMap<>();

  /** {@return the names of what is to be read; none if none were given} */
  List<String> names() {
    List<String> names = new ArrayList<>(calls);
    names.addAll(files);
    return names;
  }

  /** {@return how files are to be read} */
  ImportOptions options() {
    try {
      return Zstd.OPTIONS.withColumns(columns);
    } catch (IllegalArgumentException e) {
      throw Failure.failed("--columns: " + e.getMessage());
    }
  }

  /** Opens the files, of which there must be one at least. */
  CallFile open(boolean skipBad, Streams streams) {
    return CallFile.open(names(), options(), skipBad, streams);
  }

  /** Prints what was not read of files. */
  static void tell(List<SourceFile> files, Streams streams) {
    List<SourceFile> unread = files.stream().filter(file -> file.problem() != null).toList();
    unread.stream()
        .limit(MOST_SHOWN)
        .forEach(file -> streams.say(file.name() + ": " + file.problem()));
    if (unread.size() > MOST_SHOWN) {
      int more = unread.size() - MOST_SHOWN;
      streams.say(Words.count(more, "more file") + " not read; --format json lists all");
    }
    Map<String, Long> leftOut = new TreeMap<>();
    long repeated = 0;
    for (SourceFile file : files) {
      repeated += file.repeated();
      file.leftOut().forEach((what, count) -> leftOut.merge(what, count, Long::sum));
    }
    if (repeated > 0) {
      streams.say(
          Words.count(repeated, "record")
              + " of other files or sessions repeated; each counts once");
    }
    if (!leftOut.isEmpty()) {
      streams.say(
          "not read, as it says nothing of usage: "
              + leftOut.entrySet().stream()
                  .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                  .limit(MOST_SHOWN)
                  .map(each -> each.getKey() + " (" + Words.number(each.getValue()) + ")")
                  .collect(Collectors.joining(", "))
              + (leftOut.size() > MOST_SHOWN
                  ? " and " + Words.count(leftOut.size() - MOST_SHOWN, "other kind")
                  : ""));
    }
  }
}
