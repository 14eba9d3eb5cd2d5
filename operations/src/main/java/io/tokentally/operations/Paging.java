package io.tokentally.operations;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a list into pages: the offset first, then the limit; a limit of 0 is no rows.
 * docs/semantics.md rule 47; docs/weave.md section 10.
 */
record Paging(@Nullable Long limit, @Nullable Long offset) {

  /** {@return the page; a negative number is an error} */
  static Paging of(@Nullable Long limit, @Nullable Long offset, Loc at, ErrorCollector faults) {
    refuseNegative("limit", limit, at, faults);
    refuseNegative("offset", offset, at, faults);
    return new Paging(limit, offset);
  }

  private static void refuseNegative(
      String name, @Nullable Long value, Loc at, ErrorCollector faults) {
    if (value != null && value < 0) {
      faults.add(at.key(name), Type.VALUE, "expected 0 or more, found " + value);
    }
  }

  <T> List<T> cut(List<T> rows) {
    int from = offset == null ? 0 : (int) Math.min(offset, rows.size());
    int most = limit == null ? rows.size() : (int) Math.min(limit, rows.size());
    return rows.subList(from, Math.min(rows.size(), from + most));
  }
}
