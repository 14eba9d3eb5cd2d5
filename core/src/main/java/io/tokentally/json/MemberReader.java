package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import io.tokentally.ValidationException;
import io.tokentally.value.JsonValues;
import io.tokentally.value.ObjectBuilder;
import io.tokentally.value.Timestamps;
import java.time.Instant;
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

  /** Stands for a string that nobody asked for yet. */
  private static final Object LATE = new Object();

  /** As many members of an object are compared with those of the one before. */
  private static final int MOST_COMPARED = 32;

  private ValueReader reader = new ValueReader();
  private final WantedMember[] members;
  private final MemberNames names;

  /** What was read last of each member, {@link #ABSENT} where it was not there. */
  private final @Nullable Object[] values;

  private final LastString[] last;
  private final ObjectBuilder builder = new ObjectBuilder();
  private final @Nullable MemberBefore[] before = new @Nullable MemberBefore[MOST_COMPARED];
  private boolean isEmpty;

  /** What counted of the value that was scanned last. */
  private @Nullable Object found;

  /** Whether something counted of an object in the list that was read last. */
  private boolean isAny;

  // Where strings stand that are made when they are asked for.
  private JsonBytes text = new JsonBytes(new byte[0], 0);
  private final int[] from;
  private final int[] to;

  public MemberReader(List<WantedMember> members) {
    int size = members.size();
    this.members = members.toArray(WantedMember[]::new);
    this.names = new MemberNames(members.stream().map(WantedMember::name).toList());
    this.values = new @Nullable Object[size];
    this.last = new LastString[size];
    this.from = new int[size];
    this.to = new int[size];
    Arrays.setAll(last, unused -> new LastString());
    share(reader);
  }

  /** Lets what is read inside of members use what reads values here. */
  private void share(ValueReader outer) {
    reader = outer;
    for (WantedMember member : members) {
      if (member.inner() != null) {
        member.inner().share(outer);
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
    return of(reader.whole(json, from, to, line, faults));
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

  /**
   * Goes through a value of which nothing counts but these members of it, or of objects in a list;
   * {@link #found} then says what does.
   */
  public int scan(JsonBytes json, int from) {
    JsonSkipper skipper = json.skipper();
    found = null;
    if (skipper.is('{', from)) {
      int after = read(json, from);
      found = after == ODD || isEmpty ? null : object();
      return after;
    }
    if (skipper.is('[', from)) {
      List<@Nullable Object> some = new ArrayList<>();
      int after = readList(json, from, new Collected(this, some));
      found = after == ODD || some.isEmpty() ? null : JsonValues.frozen(some);
      return after;
    }
    return skipper.value(from);
  }

  /** {@return the members that count} */
  List<WantedMember> members() {
    return List.of(members);
  }

  /** {@return what counts of the value that was scanned last; null for nothing} */
  public @Nullable Object found() {
    return found;
  }

  /** {@return the object of the members that were read last} */
  public Map<String, @Nullable Object> object() {
    builder.clear();
    for (int i = 0; i < values.length; i++) {
      if (isThere(values[i])) {
        builder.append(members[i].name(), value(i));
      }
    }
    return builder.build();
  }

  /** {@return the value of a member, null also if it is not there} */
  @SuppressWarnings("ReferenceEquality") // nothing is equal to what stands for no value
  public @Nullable Object value(int index) {
    Object value = values[index];
    if (value == LATE) {
      value = text.text(from[index], to[index]);
      values[index] = value;
    }
    return value == ABSENT ? null : value;
  }

  /** {@return a member that is a string and not empty; null for any other} */
  public @Nullable String text(int index) {
    return value(index) instanceof String string && !string.isEmpty() ? string : null;
  }

  /** {@return a member that is a timestamp in text; null for any other} */
  @SuppressWarnings("ReferenceEquality") // nothing is equal to what stands for a string
  public @Nullable Instant time(int index) {
    if (values[index] == LATE) {
      long nanos = Timestamps.nanos(text.bytes(), from[index], to[index]);
      if (nanos != Timestamps.NO_NANOS) {
        return Timestamps.ofEpochNanos(nanos);
      }
    }
    return value(index) instanceof String string ? Timestamps.parse(string) : null;
  }

  /**
   * Takes the members that count of an object that was read as a whole, as if it had been read
   * here.
   */
  public void take(Map<?, ?> object) {
    clear();
    for (int i = 0; i < members.length; i++) {
      WantedMember member = members[i];
      MemberReader inner = member.inner();
      Object value = object.get(member.name());
      if (inner == null || member.isElseWhole()) {
        if (value != null || object.containsKey(member.name())) {
          put(i, inner == null ? value : inner.of(value));
        }
      } else if (member.kind() != WantedMember.Kind.BELOW) {
        Object counts = member.of(value);
        if (counts != null) {
          put(i, counts);
        }
      } else if (value instanceof Map<?, ?> map) {
        inner.take(map);
        putBelow(i, inner);
      } else if (value instanceof List<?> list && member.elements() != null) {
        inner.takeList(list, member.elements());
        putAny(i, inner);
      }
    }
  }

  private void takeList(List<?> list, Elements elements) {
    isAny = false;
    elements.begin();
    for (Object each : list) {
      if (each instanceof Map<?, ?> map) {
        take(map);
        count(elements);
      }
    }
  }

  private void count(Elements elements) {
    if (!isEmpty) {
      isAny = true;
      elements.element();
    }
  }

  private void put(int index, @Nullable Object value) {
    isEmpty = false;
    values[index] = value;
  }

  private void putBelow(int index, MemberReader inner) {
    if (!inner.isEmpty && members[index].elements() == null) {
      put(index, inner);
    }
  }

  private void putAny(int index, MemberReader inner) {
    if (inner.isAny) {
      put(index, inner);
    }
  }

  private void clear() {
    if (!isEmpty) {
      Arrays.fill(values, ABSENT);
      isEmpty = true;
    }
  }

  /** {@return of a value that was read as a whole what {@link #readLine} gives} */
  public @Nullable Object of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> object)) {
      return value;
    }
    ObjectBuilder some = new ObjectBuilder();
    object.forEach(
        (name, whole) -> {
          for (WantedMember member : members) {
            if (member.name().equals(name)) {
              Object counts = member.of(whole);
              if (counts != null || member.inner() == null || member.isElseWhole()) {
                some.put(member.name(), counts);
              }
            }
          }
        });
    return some.build();
  }

  /** {@return where an object is over whose brace stands there, when its members were read} */
  private int read(JsonBytes json, int from) {
    JsonSkipper skipper = json.skipper();
    byte[] bytes = json.bytes();
    int end = json.length();
    clear();
    text = json;
    int at = skipper.blank(from + 1);
    if (skipper.is('}', at)) {
      return at + 1;
    }
    int count = 0;
    while (true) {
      MemberBefore same = before(count++);
      int after = same.endOfSame(bytes, at, end);
      if (after == 0) {
        after = readMember(json, at, same);
      } else if (same.index() != MemberNames.NONE) {
        if (isThere(values[same.index()])) {
          return ODD; // written twice
        }
        put(same.index(), same.value());
      }
      if (after == ODD) {
        return ODD;
      }
      // White space is rare.
      int next = after < end ? bytes[after] : 0;
      if (next <= ' ') {
        after = skipper.blank(after);
        next = after < end ? bytes[after] : 0;
      }
      if (next == '}') {
        return after + 1;
      }
      if (next != ',') {
        return ODD;
      }
      at = after + 1 < end && bytes[after + 1] == '"' ? after + 1 : skipper.blank(after + 1);
    }
  }

  private MemberBefore before(int place) {
    int kept = Math.min(place, MOST_COMPARED - 1);
    MemberBefore known = before[kept];
    if (known == null) {
      known = new MemberBefore();
      before[kept] = known;
    }
    return known;
  }

  /** {@return where a member is over that begins there, when it was read} */
  private int readMember(JsonBytes json, int at, MemberBefore before) {
    JsonSkipper skipper = json.skipper();
    int value = before.valueOfSameName(json.bytes(), at, json.length());
    if (value == 0) {
      int nameEnd = skipper.is('"', at) ? skipper.key(at) - 1 : ODD;
      if (nameEnd <= at) {
        return ODD; // a name may be written with escapes
      }
      int colon = skipper.blank(nameEnd + 1);
      if (!skipper.is(':', colon)) {
        return ODD;
      }
      value = skipper.blank(colon + 1);
      before.name(json.bytes(), at, value, names.find(json.bytes(), at + 1, nameEnd));
    }
    int wanted = before.index();
    int after = wanted == MemberNames.NONE ? skipper.value(value) : take(json, wanted, value);
    if (after != ODD && (wanted == MemberNames.NONE || isKept(wanted))) {
      before.value(json.bytes(), at, after, wanted == MemberNames.NONE ? null : values[wanted]);
    }
    return after;
  }

  /** {@return whether a value is worth to be compared with the next one} */
  private boolean isKept(int index) {
    return members[index].inner() == null && members[index].kind() != WantedMember.Kind.LATE;
  }

  /** {@return where a value is over that begins there, when it was kept} */
  private int take(JsonBytes json, int index, int from) {
    if (isThere(values[index])) {
      return ODD; // written twice
    }
    WantedMember member = members[index];
    MemberReader inner = member.inner();
    if (inner != null && !member.isElseWhole()) {
      return takeInside(json, index, inner, from);
    }
    isEmpty = false;
    if (inner != null && json.skipper().is('{', from)) {
      int after = inner.read(json, from);
      values[index] = inner.object();
      return after;
    }
    int quote = ValueReader.endOfPlainString(json, from);
    if (quote != ODD && member.kind() == WantedMember.Kind.LATE) {
      this.from[index] = from + 1;
      to[index] = quote;
      values[index] = LATE;
      return quote + 1;
    }
    int after = reader.read(json, from, quote, last[index]);
    values[index] = reader.value();
    return after;
  }

  /** Does the same with a member of which nothing counts but what is in an object or a list. */
  private int takeInside(JsonBytes json, int index, MemberReader inner, int from) {
    JsonSkipper skipper = json.skipper();
    WantedMember member = members[index];
    boolean isBelow = member.kind() == WantedMember.Kind.BELOW;
    if (isBelow && skipper.is('{', from)) {
      int after = inner.read(json, from);
      putBelow(index, inner);
      return after;
    }
    if (isBelow && skipper.is('[', from)) {
      int after = inner.readList(json, from, member.elements());
      putAny(index, inner);
      return after;
    }
    int after = inner.scan(json, from);
    if (inner.found != null) {
      put(index, inner.found);
    }
    return after;
  }

  /** Makes objects of the elements of a list. */
  private record Collected(MemberReader reader, List<@Nullable Object> objects)
      implements Elements {

    @Override
    public void begin() {}

    @Override
    public void element() {
      objects.add(reader.object());
    }
  }

  /** {@return where a list is over whose bracket stands there, when its objects were read} */
  private int readList(JsonBytes json, int from, @Nullable Elements elements) {
    JsonSkipper skipper = json.skipper();
    isAny = false;
    if (elements != null) {
      elements.begin();
    }
    int at = skipper.blank(from + 1);
    if (skipper.is(']', at)) {
      return at + 1;
    }
    while (true) {
      int after;
      if (skipper.is('{', at)) {
        after = read(json, at);
        if (after != ODD && elements != null) {
          count(elements);
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
