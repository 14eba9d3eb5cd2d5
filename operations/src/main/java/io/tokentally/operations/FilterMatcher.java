package io.tokentally.operations;

import io.tokentally.Call;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a condition on calls of a {@link CallsFilter}: docs/weave.md section 11. */
final class FilterMatcher {

  private static final int MOST_ENTRIES = 1_000;

  private final List<Predicate<Call>> conditions = new ArrayList<>();
  private final Loc at;
  private final ErrorCollector faults;

  private FilterMatcher(Loc at, ErrorCollector faults) {
    this.at = at;
    this.faults = faults;
  }

  /** {@return the condition; too long a list is an error} */
  static Predicate<Call> of(
      CallsFilter filter, OperationRules rules, Loc at, ErrorCollector faults) {
    String none = rules.storedForNull();
    FilterMatcher matcher = new FilterMatcher(at, faults);
    matcher.names(CallsFilter.OP_NAMES, filter.opNames(), FilterMatcher::opNames);
    matcher.names(CallsFilter.INPUT_REFS, filter.inputRefs(), Call::inputRefs);
    matcher.names(CallsFilter.OUTPUT_REFS, filter.outputRefs(), Call::outputRefs);
    matcher.ids(CallsFilter.PARENT_IDS, orNone(filter.parentIds()), stored(Call::parentId, none));
    matcher.ids(CallsFilter.TRACE_IDS, orNone(filter.traceIds()), Call::traceId);
    matcher.ids(CallsFilter.CALL_IDS, orNone(filter.callIds()), Call::id);
    // Of these two an empty list is a condition, too: it matches nothing.
    matcher.ids(CallsFilter.THREAD_IDS, filter.threadIds(), stored(Call::threadId, none));
    matcher.ids(CallsFilter.TURN_IDS, filter.turnIds(), stored(Call::turnId, none));
    // These two may be of any length.
    matcher.memberOf(orNone(filter.wbUserIds()), stored(Call::wbUserId, none));
    matcher.runs(orNone(filter.wbRunIds()));
    if (Boolean.TRUE.equals(filter.traceRootsOnly())) {
      matcher.conditions.add(call -> call.parentId() == null || call.parentId().equals(none));
    }
    List<Predicate<Call>> all = List.copyOf(matcher.conditions);
    return call -> all.stream().allMatch(condition -> condition.test(call));
  }

  /** {@return a column that can be null, as it is stored} */
  private static Function<Call, @Nullable String> stored(
      Function<Call, @Nullable String> column, @Nullable String none) {
    return call -> {
      String value = column.apply(call);
      return value == null ? none : value;
    };
  }

  private static List<String> opNames(Call call) {
    return call.opName() == null ? List.of() : List.of(call.opName());
  }

  /** {@return the list, or null, which is no condition, for an empty one} */
  private static @Nullable List<String> orNone(@Nullable List<String> ids) {
    return ids == null || ids.isEmpty() ? null : ids;
  }

  /** Some name of the call equals an entry, or starts with {@code X:} for an entry {@code X:*}. */
  private void names(
      Member<CallsFilter, ?> member,
      @Nullable List<String> entries,
      Function<Call, List<String>> column) {
    if (entries == null || entries.isEmpty()) {
      return;
    }
    checkLength(member, entries);
    Set<String> exact = new HashSet<>(entries);
    List<String> prefixes =
        entries.stream()
            .filter(entry -> entry.endsWith(":*"))
            .map(entry -> entry.substring(0, entry.length() - 1))
            .toList();
    Predicate<String> matches =
        found -> exact.contains(found) || prefixes.stream().anyMatch(found::startsWith);
    conditions.add(call -> column.apply(call).stream().anyMatch(matches));
  }

  private void ids(
      Member<CallsFilter, ?> member,
      @Nullable List<String> ids,
      Function<Call, @Nullable String> column) {
    if (ids != null) {
      checkLength(member, ids);
    }
    memberOf(ids, column);
  }

  private void memberOf(@Nullable List<String> ids, Function<Call, @Nullable String> column) {
    if (ids != null) {
      Set<String> wanted = new HashSet<>(ids);
      conditions.add(call -> wanted.contains(column.apply(call)));
    }
  }

  private void runs(@Nullable List<String> ids) {
    if (ids != null) {
      conditions.add(RunIds.anyOf(ids, at.key(CallsFilter.WB_RUN_IDS.name()), faults));
    }
  }

  private void checkLength(Member<CallsFilter, ?> member, List<String> entries) {
    if (entries.size() > MOST_ENTRIES) {
      String msg = "expected at most " + MOST_ENTRIES + " entries, found " + entries.size();
      faults.add(at.key(member.name()), Type.LIMIT, msg);
    }
  }
}
