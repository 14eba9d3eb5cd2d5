package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.CallWriter;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the calls of files of other tools as calls of Weave. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the calls of files of any kind that is read as calls of Weave, one JSON object per line.",
      "As in: tokentally import ~/.claude/projects -o calls.ndjson"
    })
final class ImportCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private Inputs inputs = new Inputs();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write. Default: the standard output.")
  private @Nullable String output;

  @Option(
      names = "--skip-bad",
      description = "Go on after records that are no calls; they are counted on standard error.")
  private boolean skipBad;

  ImportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    if (inputs.names().isEmpty()) {
      throw Failure.failed(
          "expected files to read, found none: tokentally import FILES... -o calls.ndjson");
    }
    Streams reading = output == null ? streams.withoutProgress() : streams;
    try (CallFile file = inputs.open(skipBad, reading)) {
      if (output == null) {
        write(file.iterator(), streams);
      } else {
        OutputFile.write(output, streams, to -> write(file.iterator(), to));
        streams.say(Words.count(file.count(), "call") + " written to " + output);
      }
      file.skipped().lines().forEach(streams::say);
      Inputs.tell(file.files(), streams);
    }
    return 0;
  }

  private static void write(Iterator<Call> calls, Streams to) throws IOException {
    CallWriter writer = CallWriter.to(to.out());
    while (calls.hasNext()) {
      writer.write(calls.next());
    }
    writer.flush();
  }
}
