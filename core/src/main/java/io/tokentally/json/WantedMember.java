package io.tokentally.json;

import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member that counts.
 *
 * @param name its name
 * @param kind what is kept of it
 * @param inner what counts of it where it is an object, null for all
 * @param elements what takes the objects of a list; null for nothing
 */
public record WantedMember(
    String name, Kind kind, @Nullable MemberReader inner, @Nullable Elements elements) {

  /** What is kept of a member. */
  public enum Kind {
    /** All of it, or what counts of it where it is an object. */
    ELSE_WHOLE,

    /** Nothing where it is no object, but what counts of the objects in a list. */
    INSIDE,

    /** The same, but the values stay where they were read: in the inner reader. */
    BELOW,

    /** All of it; a string is made when it is asked for. */
    LATE
  }

  /** {@return a member all of which counts} */
  public static WantedMember whole(String name) {
    return new WantedMember(name, Kind.ELSE_WHOLE, null, null);
  }

  /** {@return a member all of which counts, and which mostly is a string nobody asks for} */
  public static WantedMember late(String name) {
    return new WantedMember(name, Kind.LATE, null, null);
  }

  /** {@return a member of which some members count where it is an object, and else all} */
  public static WantedMember some(String name, WantedMember... members) {
    return new WantedMember(name, Kind.ELSE_WHOLE, new MemberReader(List.of(members)), null);
  }

  /** {@return a member of which nothing counts but some members of it, or of objects in it} */
  public static WantedMember inside(String name, WantedMember... members) {
    return new WantedMember(name, Kind.INSIDE, new MemberReader(List.of(members)), null);
  }

  /**
   * {@return the same, but what counts of an object is left in its reader, which is then the value}
   */
  public static WantedMember below(String name, MemberReader inner) {
    return new WantedMember(name, Kind.BELOW, inner, null);
  }

  /**
   * {@return the same of a list: of each object in it what counts is in its reader when that is
   * said to {@code elements}} The value is the reader.
   */
  public static WantedMember each(String name, MemberReader inner, Elements elements) {
    return new WantedMember(name, Kind.BELOW, inner, elements);
  }

  boolean isElseWhole() {
    return kind == Kind.ELSE_WHOLE;
  }

  /** {@return what counts of a value that was read as a whole; null for nothing} */
  @Nullable Object of(@Nullable Object whole) {
    if (inner == null || isElseWhole()) {
      return inner == null ? whole : inner.of(whole);
    }
    if (whole instanceof List<?> list) {
      List<@Nullable Object> some = new ArrayList<>();
      for (Object element : list) {
        Object counts = element instanceof Map<?, ?> ? nonEmpty(inner.of(element)) : null;
        if (counts != null) {
          some.add(counts);
        }
      }
      return some.isEmpty() ? null : JsonValues.frozen(some);
    }
    return whole instanceof Map<?, ?> ? nonEmpty(inner.of(whole)) : null;
  }

  private static @Nullable Object nonEmpty(@Nullable Object object) {
    return object instanceof Map<?, ?> members && members.isEmpty() ? null : object;
  }
}
