package io.tokentally.operations;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Where the operations find calls. Implement it over your own storage; {@link #of} makes one in
 * memory. Implementations must be thread-safe. Deleted calls may be among those given: the
 * operations leave them out.
 *
 * <p>What a method throws comes out of the operation as it is. All that a method gives is held in
 * memory while the operation runs, and is looked at in full before the limit of a request counts.
 */
public interface CallSource {

  /** {@return all calls of a project} */
  Collection<Call> ofProject(String projectId);

  /** {@return the calls of a project that have one of the ids} */
  Collection<Call> withIds(String projectId, Collection<String> ids);

  /**
   * {@return the calls of a project that belong to one of the traces}
   *
   * @param traceIds ids of traces; null among them stands for the calls without a trace
   */
  Collection<Call> ofTraces(String projectId, Collection<@Nullable String> traceIds);

  /**
   * {@return a source of these calls, in memory, indexed by project, id and trace} Calls without a
   * project are left out, as no request can ask for them.
   */
  static CallSource of(Iterable<Call> calls) {
    return new InMemoryCalls(requireNonNull(calls, "calls"));
  }
}
