package io.tokentally.cli;

import io.tokentally.aggregation.CostChange;
import io.tokentally.report.CostChanges;
import io.tokentally.report.Report;
import io.tokentally.report.data.CostChangeRecords;
import io.tokentally.report.table.CostChangeText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what changed between two files, or between two times. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what changed in cost from one file or folder to another, or with --split from before a"
          + " time to after it, by operation and model: what is new, gone, dearer and cheaper, and how"
          + " much of it is due to prices and how much to tokens. Both parts are exact.",
      "As in: tokentally diff last-week this-week",
      "       tokentally diff --split 2026-03-01 sessions --by project"
    })
final class DiffCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Mixin private Grouping grouping = new Grouping();

  @Option(
      names = "--split",
      paramLabel = "TIME",
      description =
          "Compare the calls of all files that started before this day or timestamp with those from"
              + " then on.")
  private @Nullable String split;

  @Mixin private FormatArguments output = new FormatArguments();

  DiffCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    List<String> names = arguments.names();
    Grouping before = grouping.before(split);
    Grouping after = grouping.after(split);
    Report first;
    Report second;
    if (split == null) {
      if (names.size() != 2) {
        throw Failure.failed(
            "expected two files or folders to compare, found "
                + names.size()
                + ": tokentally diff BEFORE AFTER; or one and a time: tokentally diff --split"
                + " 2026-03-01 FILE");
      }
      first = arguments.read(streams, before, names.subList(0, 1));
      second = arguments.read(streams, after, names.subList(1, 2));
    } else {
      if (names.contains("-")) {
        throw Failure.failed("--split: reads its files twice, which standard input does not allow");
      }
      first = arguments.read(streams, before, names);
      second = arguments.read(streams, after, names);
    }
    CostChanges changes =
        CostChanges.sorted(
            first,
            second,
            split,
            before.keyNames(),
            CostChange.between(first.usage(), before::key, second.usage(), after::key));
    switch (output.format()) {
      case TABLE -> new CostChangeText(changes, grouping.most()).write(streams.sink());
      case JSON -> new CostChangeRecords(changes).writeJson(streams.sink());
      case CSV -> new CostChangeRecords(changes).writeCsv(streams.sink());
    }
    streams.out().flush();
    for (Report each : List.of(first, second)) {
      each.source().skipped().lines().forEach(streams::say);
      Inputs.tell(each.source().files(), streams);
    }
    return 0;
  }
}
