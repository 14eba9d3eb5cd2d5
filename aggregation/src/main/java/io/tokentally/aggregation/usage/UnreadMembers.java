package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what looks like a count among members that nothing reads: docs/semantics.md rule 55. */
public final class UnreadMembers {

  /** How many are named of one entry; the others are counted. */
  public static final int MOST_NAMED = 100;

  /** How deep they are looked for. */
  public static final int MOST_LEVELS = 200;

  /** How many values of one entry are looked at. */
  public static final int MOST_VALUES = 100_000;

  private final Consumer<ReadingNote> notes;
  private long found;
  private int looked;
  private boolean leavesOut;

  public UnreadMembers(Consumer<ReadingNote> notes) {
    this.notes = notes;
  }

  /**
   * Notes a member that was not read, or what is in it, if it looks like a count.
   *
   * @param at where its object stands
   */
  public void look(String name, @Nullable Object value, Loc at) {
    look(name, value, at, MOST_LEVELS);
  }

  /** Notes a member that looks like a count, whatever its name. */
  public void add(Loc place, Object value) {
    found++;
    if (found <= MOST_NAMED) {
      String text = JsonValues.describe(value);
      notes.accept(new ReadingNote(UsageNote.Kind.UNREAD_MEMBER, Counts.dotted(place), text));
    }
  }

  /** Says how many were not named. Call it once, after everything was looked at. */
  public void finish() {
    if (found > MOST_NAMED) {
      String more = (found - MOST_NAMED) + " more";
      notes.accept(new ReadingNote(UsageNote.Kind.UNREAD_MEMBER, null, more));
    }
    if (leavesOut) {
      String rest = "what is deeper, or above " + MOST_VALUES + " values, was not looked at";
      notes.accept(new ReadingNote(UsageNote.Kind.UNREAD_MEMBER, null, rest));
    }
  }

  /**
   * {@return whether a further value may be looked at} Whoever reads members asks for each, so that
   * no entry takes forever.
   *
   * @param levels how many levels may still be below it
   */
  public boolean mayLook(int levels) {
    looked++;
    boolean may = levels >= 0 && looked <= MOST_VALUES;
    leavesOut |= !may;
    return may;
  }

  private void look(String name, @Nullable Object value, Loc at, int levels) {
    if (value == null || value instanceof Boolean || !mayLook(levels)) {
      return;
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      inside(value, at.key(name), levels);
    } else if (NoReading.of(name) == null && isCount(value)) {
      add(at.key(name), value);
    }
  }

  private void inside(@Nullable Object value, Loc at, int levels) {
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (leavesOut) {
          return;
        }
        look(String.valueOf(member.getKey()), member.getValue(), at, levels - 1);
      }
    } else if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size() && mayLook(levels); i++) {
        Object element = elements.get(i);
        if (element instanceof Map<?, ?> || element instanceof List<?>) {
          inside(element, at.index(i), levels - 1);
        } else if (element != null && isCount(element)) {
          add(at.index(i), element);
        }
      }
    }
  }

  /** {@return whether a value is a number above 0, or a string that is one} */
  private static boolean isCount(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue() > 0;
    }
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      return exact != null && Numbers.decimal(exact).signum() > 0;
    }
    if (value instanceof String text && !text.isEmpty() && text.length() <= 40) {
      BigDecimal decimal = startsLikeANumber(text) ? Numbers.parseDecimal(text.trim()) : null;
      return decimal != null && decimal.signum() > 0;
    }
    return false;
  }

  private static boolean startsLikeANumber(String text) {
    char first = text.charAt(0);
    return first <= '9';
  }
}
