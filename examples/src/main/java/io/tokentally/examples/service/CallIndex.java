package io.tokentally.examples.service;

import io.tokentally.Call;
import io.tokentally.aggregation.operations.CallSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls in memory, found by project, id and trace; there can always be more. A call that is equal
 * to one that is there is not added; different calls of one id all are, and a rollup takes the one
 * that ended last. Thread-safe: what is given out is a copy.
 */
final class CallIndex implements CallSource {

  private static final class Project {
    private final List<Call> all = new ArrayList<>();
    private final Map<String, List<Call>> byId = new HashMap<>();
    private final Map<@Nullable String, List<Call>> byTrace = new HashMap<>();
  }

  private final Map<String, Project> projects = new HashMap<>();
  private final Set<UUID> fingerprints = new HashSet<>();

  /** {@return whether the call was added: it has a project, and no equal one is there} */
  synchronized boolean add(StoredCall stored) {
    Call call = stored.call();
    String projectId = call.projectId();
    if (projectId == null || !fingerprints.add(stored.fingerprint())) {
      return false;
    }
    Project project = projects.computeIfAbsent(projectId, unused -> new Project());
    project.all.add(call);
    project.byId.computeIfAbsent(call.id(), unused -> new ArrayList<>(1)).add(call);
    project.byTrace.computeIfAbsent(call.traceId(), unused -> new ArrayList<>(1)).add(call);
    return true;
  }

  synchronized boolean contains(StoredCall stored) {
    return fingerprints.contains(stored.fingerprint());
  }

  @Override
  public synchronized Collection<Call> ofProject(String projectId) {
    Project project = projects.get(projectId);
    return project == null ? List.of() : List.copyOf(project.all);
  }

  @Override
  public synchronized Collection<Call> withIds(String projectId, Collection<String> ids) {
    Project project = projects.get(projectId);
    return project == null ? List.of() : pick(project.byId, ids);
  }

  @Override
  public synchronized Collection<Call> ofTraces(
      String projectId, Collection<@Nullable String> traceIds) {
    Project project = projects.get(projectId);
    return project == null ? List.of() : pick(project.byTrace, traceIds);
  }

  private static <K extends @Nullable Object> List<Call> pick(
      Map<K, List<Call>> index, Collection<? extends K> keys) {
    List<Call> picked = new ArrayList<>();
    for (K key : new LinkedHashSet<K>(keys)) {
      picked.addAll(index.getOrDefault(key, List.of()));
    }
    return picked;
  }
}
