package io.tokentally.service;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import io.tokentally.operations.CallSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls in memory, found by project, id and trace; there can always be more. A call that is equal
 * to one that is there is not added; different calls of one id all are, and a rollup takes the one
 * that ended last. Thread-safe: what is given out is a copy.
 *
 * <p>A call is added in three steps, so that the last one needs no memory: {@link #reserve} keeps
 * equal calls out, {@link #prepare} makes a place for it, a link of each chain that it will belong
 * to and the chain's key; then {@link #add} puts it there. Whoever adds calls takes turns.
 */
final class CallIndex implements CallSource {

  /** A call with the ones before it in the same project, of the same id and of the same trace. */
  static final class Link {
    private final Call call;
    private final UUID fingerprint;
    private final Project project;
    private @Nullable Link beforeInProject;
    private @Nullable Link beforeOfId;
    private @Nullable Link beforeOfTrace;

    private Link(StoredCall stored, Project project) {
      this.call = stored.call();
      this.fingerprint = stored.fingerprint();
      this.project = project;
    }
  }

  /** The last call of each chain. A key that is only prepared has none. */
  private static final class Project {
    private @Nullable Link last;
    private long size;
    private final Map<String, @Nullable Link> byId = new HashMap<>();
    private final Map<@Nullable String, @Nullable Link> byTrace = new HashMap<>();
  }

  private final Map<String, Project> projects = new HashMap<>();

  /** Of each call, whether it is added; it is only reserved otherwise. */
  private final Map<UUID, Boolean> fingerprints = new HashMap<>();

  /**
   * {@return whether the call can be added: it has a project, and no equal one is there or to be}
   */
  synchronized boolean reserve(StoredCall stored) {
    return stored.call().projectId() != null
        && fingerprints.putIfAbsent(stored.fingerprint(), false) == null;
  }

  /** Lets equal calls in again, if the call is only reserved. */
  synchronized void release(StoredCall stored) {
    fingerprints.remove(stored.fingerprint(), false);
  }

  /** {@return a place for a call that is reserved} */
  synchronized Link prepare(StoredCall stored) {
    Call call = stored.call();
    String projectId = requireNonNull(call.projectId(), "projectId");
    Project project = projects.computeIfAbsent(projectId, unused -> new Project());
    project.byId.putIfAbsent(call.id(), null);
    project.byTrace.putIfAbsent(call.traceId(), null);
    return new Link(stored, project);
  }

  synchronized void add(Link link) {
    fingerprints.put(link.fingerprint, true);
    link.beforeInProject = link.project.last;
    link.project.last = link;
    link.project.size++;
    link.beforeOfId = link.project.byId.put(link.call.id(), link);
    link.beforeOfTrace = link.project.byTrace.put(link.call.traceId(), link);
  }

  /** {@return whether the call was added: it has a project, and no equal one is there} */
  synchronized boolean add(StoredCall stored) {
    if (!reserve(stored)) {
      return false;
    }
    add(prepare(stored));
    return true;
  }

  /** {@return how many calls each project has, sorted by its id; those that were deleted, too} */
  synchronized SortedMap<String, Long> projectSizes() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    projects.forEach(
        (id, project) -> {
          if (project.size > 0) {
            sizes.put(id, project.size);
          }
        });
    return sizes;
  }

  synchronized boolean contains(StoredCall stored) {
    return fingerprints.getOrDefault(stored.fingerprint(), false);
  }

  @Override
  public synchronized Collection<Call> ofProject(String projectId) {
    Project project = projects.get(projectId);
    List<Call> calls = new ArrayList<>();
    if (project != null) {
      collect(project.last, link -> link.beforeInProject, calls);
    }
    return calls;
  }

  @Override
  public synchronized Collection<Call> withIds(String projectId, Collection<String> ids) {
    Project project = projects.get(projectId);
    return project == null ? List.of() : pick(project.byId, ids, link -> link.beforeOfId);
  }

  @Override
  public synchronized Collection<Call> ofTraces(
      String projectId, Collection<@Nullable String> traceIds) {
    Project project = projects.get(projectId);
    return project == null
        ? List.of()
        : pick(project.byTrace, traceIds, link -> link.beforeOfTrace);
  }

  private static <K extends @Nullable Object> List<Call> pick(
      Map<K, @Nullable Link> index,
      Collection<? extends K> keys,
      Function<Link, @Nullable Link> before) {
    List<Call> picked = new ArrayList<>();
    for (K key : new LinkedHashSet<K>(keys)) {
      collect(index.get(key), before, picked);
    }
    return picked;
  }

  /** Adds the calls of a chain in the order in which they came. */
  private static void collect(
      @Nullable Link last, Function<Link, @Nullable Link> before, List<Call> calls) {
    int from = calls.size();
    for (Link link = last; link != null; link = before.apply(link)) {
      calls.add(link.call);
    }
    Collections.reverse(calls.subList(from, calls.size()));
  }
}
