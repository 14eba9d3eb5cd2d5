package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationException;
import io.tokentally.value.JsonValues;
import io.tokentally.value.ObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads some members of an object, and skips the others, which have to be JSON as well: several
 * times as fast as reading all. Where anything is unusual about the members that count, or between
 * them, all is read by {@link JsonReader}, so that values and errors are its own. Not thread-safe.
 */
public final class MemberReader {

  /** Stands for a member that is not there. */
  private static final Object ABSENT = new Object();

  /**
   * A member that counts.
   *
   * @param name its name
   * @param inner what counts of it where it is an object, null for all
   * @param elseWhole whether all of it counts where it is no object; else nothing does, but for
   *     what counts of the objects in a list
   */
  public record Member(String name, @Nullable MemberReader inner, boolean elseWhole) {

    /** {@return a member all of which counts} */
    public static Member whole(String name) {
      return new Member(name, null, true);
    }

    /** {@return a member of which some members count where it is an object, and else all} */
    public static Member some(String name, Member... members) {
      return new Member(name, new MemberReader(List.of(members)), true);
    }

    /** {@return a member of which nothing counts but some members of it, or of objects in it} */
    public static Member inside(String name, Member... members) {
      return new Member(name, new MemberReader(List.of(members)), false);
    }
  }

  /** A longer string is made anew for each line. */
  private static final int LONGEST = 128;

  /** Makes parsers for what is not plain. */
  private @Nullable JsonFactory factory;

  private PlainJson plain = new PlainJson();
  private final Member[] members;
  private final MemberNames names;

  /** What was read last of each member, {@link #ABSENT} where it was not there. */
  private final @Nullable Object[] values;

  private final LastString[] last;
  private final ObjectBuilder builder = new ObjectBuilder();
  private boolean isEmpty;

  public MemberReader(List<Member> members) {
    this.members = members.toArray(Member[]::new);
    this.names = new MemberNames(members.stream().map(Member::name).toList());
    this.values = new @Nullable Object[members.size()];
    this.last = new LastString[members.size()];
    Arrays.setAll(last, unused -> new LastString());
    share(plain);
  }

  /** Lets what is read inside of members use what reads values here. */
  private void share(PlainJson outer) {
    plain = outer;
    for (Member member : members) {
      if (member.inner != null) {
        member.inner.share(outer);
      }
    }
  }

  /**
   * {@return the members that count of the object that a line of UTF-8 holds; what else it holds,
   * whole}
   *
   * @param from where in the text the line begins
   * @param to where it is over
   * @param line the number of the line, for messages
   * @param faults takes the errors that leave the rest readable
   * @throws ValidationException if the text is not JSON, as far as it was looked at
   */
  public @Nullable Object readLine(
      JsonBytes json, int from, int to, int line, ErrorCollector faults) {
    return endOfPlain(json, from) == to ? object() : wholeLine(json, from, to, line, faults);
  }

  /** {@return the same, in the order of the text} All of the line is read. */
  public @Nullable Object wholeLine(
      JsonBytes json, int from, int to, int line, ErrorCollector faults) {
    return of(JsonReader.readLine(factory(), json.bytes(), from, to, line, faults));
  }

  private JsonFactory factory() {
    JsonFactory made = factory == null ? JsonReader.newFactory() : factory;
    factory = made;
    return made;
  }

  /**
   * {@return where a line is over whose members that count could be read at once, and are {@link
   * #values} or {@link #object}; {@link JsonSkipper#ODD} where {@link #wholeLine} is needed to say
   * what there is} They hold until the next line is read.
   */
  public int endOfPlain(JsonBytes json, int from) {
    int start = json.blank(from);
    return json.skipper().is('{', start) ? json.endAfter(read(json, start)) : ODD;
  }

  /**
   * {@return the values of the members that count, in the order in which they were named; {@link
   * #isThere} says of each whether there is one}
   */
  public @Nullable Object[] values() {
    return values;
  }

  /** {@return whether a member has a value, null for null} */
  @SuppressWarnings("ReferenceEquality") // nothing is equal to what stands for no value
  public static boolean isThere(@Nullable Object value) {
    return value != ABSENT;
  }

  /** {@return the object of the members that were read last} */
  public Map<String, @Nullable Object> object() {
    builder.clear();
    for (int i = 0; i < values.length; i++) {
      if (isThere(values[i])) {
        builder.append(members[i].name, values[i]);
      }
    }
    return builder.build();
  }

  /** {@return of a value that was read as a whole what {@link #readLine} gives} */
  public @Nullable Object of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> object)) {
      return value;
    }
    ObjectBuilder some = new ObjectBuilder();
    object.forEach(
        (name, whole) -> {
          for (Member member : members) {
            if (member.name.equals(name)) {
              Object counts = member.inner == null ? whole : of(member, member.inner, whole);
              if (counts != null || member.elseWhole) {
                some.put(member.name, counts);
              }
            }
          }
        });
    return some.build();
  }

  /** {@return what counts of a member; null for nothing} */
  private static @Nullable Object of(Member member, MemberReader inner, @Nullable Object whole) {
    if (member.elseWhole) {
      return inner.of(whole);
    }
    if (whole instanceof List<?> elements) {
      List<@Nullable Object> some = new ArrayList<>();
      for (Object element : elements) {
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

  /** {@return where an object is over whose brace stands there, when its members were read} */
  private int read(JsonBytes json, int from) {
    JsonSkipper skipper = json.skipper();
    if (!isEmpty) {
      Arrays.fill(values, ABSENT);
      isEmpty = true;
    }
    int at = skipper.blank(from + 1);
    if (skipper.is('}', at)) {
      return at + 1;
    }
    while (skipper.is('"', at)) {
      int name = at + 1;
      int nameEnd = skipper.key(at) - 1;
      if (nameEnd < name) {
        return ODD; // a name may be written with escapes
      }
      int colon = skipper.blank(nameEnd + 1);
      if (!skipper.is(':', colon)) {
        return ODD;
      }
      int value = skipper.blank(colon + 1);
      int wanted = names.find(json.bytes(), name, nameEnd);
      int after = wanted == MemberNames.NONE ? skipper.value(value) : take(json, wanted, value);
      if (after == ODD) {
        return ODD;
      }
      at = skipper.blank(after);
      if (skipper.is('}', at)) {
        return at + 1;
      }
      if (!skipper.is(',', at)) {
        return ODD;
      }
      at = skipper.blank(at + 1);
    }
    return ODD;
  }

  /** {@return where a value is over that begins there, when it was kept} */
  private int take(JsonBytes json, int index, int from) {
    if (isThere(values[index])) {
      return ODD; // written twice
    }
    Member member = members[index];
    if (member.inner != null && !member.elseWhole) {
      return takeInside(json, index, member.inner, from);
    }
    isEmpty = false;
    if (member.inner != null && json.skipper().is('{', from)) {
      int after = member.inner.read(json, from);
      values[index] = member.inner.object();
      return after;
    }
    String string = string(json, index, from);
    if (string != null) {
      values[index] = string;
      return from + string.length() + 2;
    }
    int after = plain.read(json, from);
    if (after != ODD) {
      values[index] = plain.value();
      return after;
    }
    after = json.skipper().value(from);
    if (after == ODD) {
      return ODD;
    }
    ErrorCollector faults = new ErrorCollector();
    try {
      values[index] = JsonReader.readLine(factory(), json.bytes(), from, after, 1, faults);
      return faults.isEmpty() ? after : ODD;
    } catch (ValidationException e) {
      return ODD;
    }
  }

  /** {@return a value that is a string, of a length as ids have; null for any other} */
  private @Nullable String string(JsonBytes json, int index, int from) {
    int start = from + 1;
    if (!json.skipper().is('"', from)) {
      return null;
    }
    int end = Bytes.endOfPlain(json.bytes(), start, Math.min(json.length(), start + LONGEST));
    boolean isLong = end - start > ShortStrings.LONGEST;
    return isLong && json.skipper().is('"', end) ? last[index].of(json, start, end) : null;
  }

  /** Does the same with a member of which nothing counts but what is in an object or a list. */
  private int takeInside(JsonBytes json, int index, MemberReader inner, int from) {
    JsonSkipper skipper = json.skipper();
    int after;
    Object counts = null;
    if (skipper.is('{', from)) {
      after = inner.read(json, from);
      counts = inner.isEmpty ? null : inner.object();
    } else if (skipper.is('[', from)) {
      List<@Nullable Object> some = new ArrayList<>();
      after = inner.readList(json, from, some);
      counts = some.isEmpty() ? null : JsonValues.frozen(some);
    } else {
      after = skipper.value(from);
    }
    if (counts != null && after != ODD) {
      isEmpty = false;
      values[index] = counts;
    }
    return after;
  }

  /** {@return where a list is over whose bracket stands there, when its objects were read} */
  private int readList(JsonBytes json, int from, List<@Nullable Object> read) {
    JsonSkipper skipper = json.skipper();
    int at = skipper.blank(from + 1);
    if (skipper.is(']', at)) {
      return at + 1;
    }
    while (true) {
      int after;
      if (skipper.is('{', at)) {
        after = read(json, at);
        if (!isEmpty) {
          read.add(object());
        }
      } else {
        after = skipper.value(at);
      }
      at = after == ODD ? ODD : skipper.blank(after);
      if (skipper.is(']', at)) {
        return at + 1;
      }
      if (!skipper.is(',', at)) {
        return ODD;
      }
      at = skipper.blank(at + 1);
    }
  }
}
