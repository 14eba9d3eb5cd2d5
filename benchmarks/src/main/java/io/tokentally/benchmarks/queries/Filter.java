package io.tokentally.benchmarks.queries;

import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Records in one form, and conditions on them. */
record Filter<T>(List<T> records, List<Predicate<T>> conditions) {

  /** {@return how many records meet the conditions, all conditions together} */
  int matches() {
    int matches = 0;
    for (Predicate<T> condition : conditions) {
      for (T each : records) {
        matches += condition.test(each) ? 1 : 0;
      }
    }
    return matches;
  }

  /** {@return how many records meet each condition} */
  List<Long> matchesByCondition() {
    return conditions.stream().map(each -> records.stream().filter(each).count()).toList();
  }

  /** {@return a filter that does as much work with one condition as this one with all} */
  Filter<T> only(int condition) {
    return new Filter<>(records, Collections.nCopies(conditions.size(), conditions.get(condition)));
  }
}
