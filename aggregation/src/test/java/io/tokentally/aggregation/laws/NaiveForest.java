package io.tokentally.aggregation.laws;

import io.tokentally.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which call lies below which: docs/semantics.md section 8, rules 41, 42 and 51. */
final class NaiveForest {

  private static final Comparator<Call> GREATER =
      Comparator.comparing(Call::endedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Call::startedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(call -> counts(call.usage()))
          .thenComparing(call -> NaiveUsage.canonical(call.parentId()))
          .thenComparing(call -> NaiveUsage.canonical(call.usage()));

  private final Map<List<@Nullable String>, Call> calls = new LinkedHashMap<>();
  private final Set<String> duplicated = new HashSet<>();

  NaiveForest(List<Call> all) {
    for (Call call : all) {
      Call other = calls.putIfAbsent(key(call, call.id()), call);
      if (other != null) {
        duplicated.add(call.id());
        calls.put(key(call, call.id()), GREATER.compare(other, call) >= 0 ? other : call);
      }
    }
  }

  private static BigDecimal counts(@Nullable Object usage) {
    if (usage instanceof Map<?, ?> map) {
      return counts(List.copyOf(map.values().stream().filter(Objects::nonNull).toList()));
    }
    if (usage instanceof List<?> list) {
      return list.stream().map(NaiveForest::counts).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    return usage != null && (usage instanceof Number || usage.toString().matches("[0-9]+"))
        ? new BigDecimal(usage.toString()).max(BigDecimal.ZERO)
        : BigDecimal.ZERO;
  }

  private static List<@Nullable String> key(Call call, @Nullable String id) {
    return Arrays.asList(call.projectId(), call.traceId(), id);
  }

  Collection<Call> calls() {
    return calls.values();
  }

  boolean isDuplicated(Call call) {
    return duplicated.contains(call.id());
  }

  boolean isOrphan(Call call) {
    return call.parentId() != null && !call.parentId().isEmpty() && namedParent(call) == null;
  }

  private @Nullable Call namedParent(Call call) {
    return call.parentId() == null || call.parentId().isEmpty()
        ? null
        : calls.get(key(call, call.parentId()));
  }

  /** {@return the calls from this one up around to itself; empty if it is on no cycle} */
  List<Call> cycle(Call call) {
    List<Call> way = new ArrayList<>();
    for (Call at = call; at != null && way.size() <= calls.size(); at = namedParent(at)) {
      if (at.equals(call) && !way.isEmpty()) {
        return way;
      }
      way.add(at);
    }
    return List.of();
  }

  /** {@return the parent, where links between the calls of a cycle do not count} */
  @Nullable Call parent(Call call) {
    return cycle(call).isEmpty() ? namedParent(call) : null;
  }

  List<Call> children(Call call) {
    return calls.values().stream().filter(child -> call.equals(parent(child))).toList();
  }
}
