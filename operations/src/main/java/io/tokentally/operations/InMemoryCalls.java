package io.tokentally.operations;

import io.tokentally.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls in memory, indexed once and never changed. */
final class InMemoryCalls implements CallSource {

  private static final class Project {
    private final List<Call> all = new ArrayList<>();
    private final Map<String, List<Call>> byId = new HashMap<>();
    private final Map<@Nullable String, List<Call>> byTrace = new HashMap<>();
  }

  private static final Project NO_PROJECT = new Project();

  private final Map<String, Project> projects = new HashMap<>();

  InMemoryCalls(Iterable<Call> calls) {
    for (Call call : calls) {
      if (call.projectId() != null) {
        Project project = projects.computeIfAbsent(call.projectId(), unused -> new Project());
        project.all.add(call);
        project.byId.computeIfAbsent(call.id(), unused -> new ArrayList<>(1)).add(call);
        project.byTrace.computeIfAbsent(call.traceId(), unused -> new ArrayList<>()).add(call);
      }
    }
  }

  @Override
  public Collection<Call> ofProject(String projectId) {
    return Collections.unmodifiableList(project(projectId).all);
  }

  @Override
  public Collection<Call> withIds(String projectId, Collection<String> ids) {
    return pick(project(projectId).byId, ids);
  }

  @Override
  public Collection<Call> ofTraces(String projectId, Collection<@Nullable String> traceIds) {
    return pick(project(projectId).byTrace, traceIds);
  }

  private Project project(String projectId) {
    return projects.getOrDefault(projectId, NO_PROJECT);
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
