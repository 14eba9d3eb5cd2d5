package io.tokentally.dsl.eval;

import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $eq}: docs/semantics.md section 4, rules 7, 16 and 17. */
final class Equality {

  private Equality() {}

  /** {@return whether two plain values are equal; values nested too deeply are different} */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    return equal(a, b, CompactText.MAX_LEVELS);
  }

  /**
   * {@return whether a timestamp equals a string or number that stands for one, or another
   * timestamp}
   */
  static boolean equalMoment(Instant moment, @Nullable Object other) {
    if (other instanceof String text) {
      return moment.equals(Timestamps.parse(text));
    }
    if (other instanceof Number seconds) {
      return Numbers.compare(Timestamps.epochSeconds(moment), seconds) == 0;
    }
    return moment.equals(other);
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b, int levels) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    if (a instanceof Instant moment) {
      return equalMoment(moment, b);
    }
    if (b instanceof Instant moment) {
      return equalMoment(moment, a);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return Numbers.compare(x, y) == 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return levels > 0 && equalLists(x, y, levels - 1);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return levels > 0 && holdsAll(x, y, levels - 1) && holdsAll(y, x, -1);
    }
    return a.equals(b);
  }

  private static boolean equalLists(List<?> a, List<?> b, int levels) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(Plain.of(a.get(i)), Plain.of(b.get(i)), levels)) {
        return false;
      }
    }
    return true;
  }

  /** {@return whether b has every member of a that is not null; with levels, an equal one} */
  private static boolean holdsAll(Map<?, ?> a, Map<?, ?> b, int levels) {
    for (Map.Entry<?, ?> member : a.entrySet()) {
      Object mine = Plain.of(member.getValue());
      Object theirs = Plain.of(Plain.member(b, member.getKey()));
      boolean same = levels < 0 ? (mine == null || theirs != null) : equal(mine, theirs, levels);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
