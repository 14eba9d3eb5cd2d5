package io.tokentally.importers.agents;

import io.tokentally.importers.read.SeenIds;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one program that are read together, and what was said in them. */
public final class Threads {

  private final Map<String, String> traces = new HashMap<>();
  private final Map<String, @Nullable String> projects = new HashMap<>();
  private final Map<String, List<Long>> totals = new HashMap<>();
  private final Map<String, Integer> turns = new HashMap<>();
  private final Map<String, SeenIds> said = new HashMap<>();

  /** Reads what counts of a line, in all files: it learns how lines look. */
  private @Nullable CodexLine line;

  /** {@return what reads a line} */
  CodexLine line() {
    CodexLine known = line;
    if (known == null) {
      known = new CodexLine();
      line = known;
    }
    return known;
  }

  void put(String thread, String trace, @Nullable String project) {
    traces.put(thread, trace);
    projects.put(thread, project);
  }

  /** {@return the project of a session, null if it is not known} */
  @Nullable String project(String thread) {
    return projects.get(thread);
  }

  /** {@return the session at the top of one, as far as it was read} */
  String trace(String thread) {
    return traces.getOrDefault(thread, thread);
  }

  /** {@return whether a session's own file was read} */
  boolean isKnown(String thread) {
    return traces.containsKey(thread);
  }

  /** {@return what a session used so far, as far as it was said; as many counts, 0 at first} */
  List<Long> total(String thread, int counts) {
    return totals.getOrDefault(thread, Collections.nCopies(counts, 0L));
  }

  void setTotal(String thread, List<Long> total) {
    totals.put(thread, total);
  }

  /** {@return the number of a session's next turn, from 1} */
  int nextTurn(String thread) {
    return turns.merge(thread, 1, Integer::sum);
  }

  void add(String thread, String what) {
    said.computeIfAbsent(thread, unused -> new SeenIds()).add(what, 0);
  }

  boolean has(String thread, String what) {
    SeenIds seen = said.get(thread);
    return seen != null && seen.contains(what);
  }
}
