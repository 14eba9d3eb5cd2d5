package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.report.PriceSources;
import io.tokentally.report.text.Words;
import io.tokentally.service.Storage;
import java.util.List;

/** Puts the files that are named at the start of a service into its memory. */
final class ServedFiles {

  private final Storage storage;
  private final Streams streams;

  ServedFiles(Storage storage, Streams streams) {
    this.storage = storage;
    this.streams = streams;
  }

  /** Adds the calls of a file, and reports how many cannot be asked for. */
  void addCalls(String calls) {
    long withoutProject = 0;
    try (CallFile file = CallFile.open(List.of(calls), Zstd.OPTIONS, false, streams)) {
      for (Call call = file.next(); call != null; call = file.next()) {
        withoutProject += call.projectId() == null ? 1 : 0;
        storage.addInMemory(call);
      }
    }
    if (withoutProject > 0) {
      String left = Words.count(withoutProject, "call") + " without a project left out";
      streams.say(calls + ": " + left + ": every operation asks for one");
    }
  }

  /** Adds prices, and reports which of them cannot be used. */
  void addPrices(PriceSources prices) {
    prices.skipped().forEach(streams::say);
    DefaultPrices defaults = DefaultPrices.of(prices);
    defaults.tell(streams);
    storage.addInMemory(defaults.rows());
  }
}
