package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.cli.WatchedFile.Change;
import io.tokentally.importers.CallImport;
import io.tokentally.importers.ImportOptions;
import io.tokentally.report.text.UsageSum;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files that grow, and what their calls used so far. A call that is in several files, as continued
 * sessions have them, counts in the one that was read first.
 */
final class Watch {

  private static final String NO_SESSION = "(none)";

  private final List<String> places;
  private final ImportOptions options;
  private final Tally tally;
  private final Consumer<String> notes;
  private final Map<String, WatchedFile> files = new LinkedHashMap<>();
  private final Map<String, WatchedFile> owners = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();

  /**
   * @param places names of files, folders and patterns
   * @param notes takes what a person should know of a file, a line each
   */
  Watch(List<String> places, ImportOptions options, Tally tally, Consumer<String> notes) {
    this.places = places;
    this.options = options;
    this.tally = tally;
    this.notes = notes;
  }

  /**
   * Reads what is new, and says of which sessions.
   *
   * @throws IOException if a folder cannot be read
   */
  List<String> poll() throws IOException {
    List<String> names = names();
    files.keySet().retainAll(names);
    owners.values().retainAll(files.values());
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      WatchedFile file = files.computeIfAbsent(name, WatchedFile::new);
      try {
        Change change = file.look();
        if (change != Change.NONE) {
          read(file, change);
          file.sessions().keySet().stream()
              .map(Watch::session)
              .filter(session -> !changed.contains(session))
              .forEach(changed::add);
        }
      } catch (IOException e) {
        note(name, TextFile.reason(e)); // it may be there again the next time
      }
    }
    return changed;
  }

  private List<String> names() throws IOException {
    try {
      return CallImport.filesOf(places);
    } catch (NoSuchFileException e) {
      if (files.isEmpty()) {
        throw e;
      }
      return List.of();
    }
  }

  private void read(WatchedFile file, Change change) throws IOException {
    if (change == Change.REPLACED) {
      notes.accept(file.name() + ": was replaced or cut off; what was read of it before is gone");
      owners.values().removeIf(file::equals);
    }
    file.read(tally, options, call -> isOwn(file, call));
    note(file.name(), file.problem());
  }

  private boolean isOwn(WatchedFile file, Call call) {
    String id = call.traceId() + "\n" + call.id();
    return file.equals(Objects.requireNonNullElse(owners.putIfAbsent(id, file), file));
  }

  private void note(String name, @Nullable String problem) {
    if (!Objects.equals(problems.get(name), problem)) {
      problems.put(name, problem == null ? "" : problem);
      if (problem != null) {
        notes.accept(name + ": " + problem);
      }
    }
  }

  private static String session(@Nullable String trace) {
    return trace == null ? NO_SESSION : trace;
  }

  int fileCount() {
    return files.size();
  }

  /** {@return what was used by each model} */
  Map<String, UsageSum> models() {
    Map<String, UsageSum> models = new HashMap<>();
    for (WatchedFile file : files.values()) {
      for (UsageTotals totals : file.sessions().values()) {
        totals
            .usage()
            .forEach(
                (model, usage) ->
                    models
                        .computeIfAbsent(model, unused -> new UsageSum())
                        .add(usage, totals.pricedPart().get(model), file.units().get(model)));
      }
    }
    return models;
  }

  /** {@return what was used in each session} */
  Map<String, UsageSum> sessions() {
    Map<String, UsageSum> sessions = new HashMap<>();
    for (WatchedFile file : files.values()) {
      file.sessions()
          .forEach(
              (trace, totals) ->
                  sessions
                      .computeIfAbsent(session(trace), unused -> new UsageSum())
                      .addAll(totals.usage(), totals.pricedPart(), file.units()));
    }
    return sessions;
  }
}
