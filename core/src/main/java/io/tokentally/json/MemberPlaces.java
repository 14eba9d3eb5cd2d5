package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where the values of some members of an object stand, and of objects in it, and skips all
 * others, which have to be JSON as well. No value is made. Not thread-safe.
 */
public final class MemberPlaces {

  /** Where a member stands that is not there. */
  public static final int NONE = -1;

  /** Nothing is looked for in values below. */
  private static final int SKIPPED = -1;

  /**
   * A member that is looked for.
   *
   * @param place under which number its place is asked for; {@link #NONE} where it is not
   * @param repeats whether several members may have the place, which is then that of one of them
   * @param members what is looked for in its value, or in objects that are its elements
   */
  public record Member(String name, int place, boolean repeats, List<Member> members) {

    /** {@return a member whose place is wanted, and those of some members in it} */
    public static Member of(String name, int place, Member... members) {
      return new Member(name, place, false, List.of(members));
    }

    /**
     * {@return a member whose place is wanted, and whether any member is in it that counts for a
     * reader}
     *
     * @param found the place of some member that counts
     */
    public static Member of(String name, int place, MemberReader reader, int found) {
      return new Member(name, place, false, counting(reader, found));
    }

    private static List<Member> counting(MemberReader reader, int found) {
      List<Member> counting = new ArrayList<>();
      for (WantedMember each : reader.members()) {
        MemberReader inner = each.inner();
        counting.add(
            inner == null
                ? new Member(each.name(), found, true, List.of())
                : new Member(each.name(), NONE, true, counting(inner, found)));
      }
      return counting;
    }
  }

  /** What is looked for in objects of one kind. */
  private static final class Kind {
    private final MemberNames names;
    private final int[] places;
    private final boolean[] repeats;
    private final int[] kinds;

    private Kind(List<Member> members) {
      names = new MemberNames(members.stream().map(Member::name).toList());
      places = members.stream().mapToInt(Member::place).toArray();
      repeats = new boolean[places.length];
      kinds = new int[places.length];
    }
  }

  private final List<Kind> kinds = new ArrayList<>();
  private final int[] starts;
  private final int[] ends;

  // By level of brackets: what is looked for in it, and under which place it stands itself.
  private final int[] kindAt = new int[JsonSkipper.MOST_LEVELS + 1];
  private final int[] placeAt = new int[JsonSkipper.MOST_LEVELS + 1];

  // Of the value that is read next.
  private int kind;
  private int place;

  /**
   * The places of members.
   *
   * @param count how many places there are
   */
  public MemberPlaces(int count, List<Member> members) {
    this.starts = new int[count];
    this.ends = new int[count];
    addKind(members);
  }

  private int addKind(List<Member> members) {
    if (members.isEmpty()) {
      return SKIPPED;
    }
    int number = kinds.size();
    Kind added = new Kind(members);
    kinds.add(added);
    for (int i = 0; i < members.size(); i++) {
      added.repeats[i] = members.get(i).repeats;
      added.kinds[i] = addKind(members.get(i).members);
    }
    return number;
  }

  /** {@return where a value begins; {@link #NONE} where there is no such member} */
  public int start(int of) {
    return starts[of];
  }

  /** {@return where a value is over that is there} */
  public int end(int of) {
    return ends[of];
  }

  /**
   * {@return whether a value is a string whose characters stand for themselves, without escapes}
   */
  public boolean isPlainString(JsonBytes json, int of) {
    int start = starts[of];
    return json.skipper().is('"', start)
        && Bytes.indexOf('\\', json.bytes(), start + 1, ends[of]) == ends[of];
  }

  /** {@return whether a value is missing, or null} */
  public boolean isNull(JsonBytes json, int of) {
    return starts[of] == NONE || json.skipper().is('n', starts[of]);
  }

  /**
   * {@return where the object is over that begins there, when the places were found; {@link
   * JsonBytes#UNKNOWN} where it is no JSON, or unusual}
   */
  public int scan(JsonBytes json, int from) {
    Arrays.fill(starts, NONE);
    JsonSkipper skipper = json.skipper();
    long objects = 0; // the lowest bit: whether the innermost bracket is a brace
    int level = 0;
    int at = from;
    kind = 0;
    place = NONE;
    while (true) {
      int next = skipper.at(at);
      if (place != NONE) {
        starts[place] = at;
      }
      if (next == '{' || next == '[') {
        if (++level > JsonSkipper.MOST_LEVELS) {
          return ODD;
        }
        kindAt[level] = kind;
        placeAt[level] = place;
        objects = objects << 1 | (next == '{' ? 1 : 0);
        at = skipper.blank(at + 1);
        if (skipper.at(at) != next + JsonSkipper.TO_CLOSE) {
          at = next == '{' ? member(json, at, level) : element(at, level);
          continue;
        }
      } else {
        at = skipper.plain(next, at);
        if (at == ODD) {
          return ODD;
        }
        if (place != NONE) {
          ends[place] = at;
        }
        at = skipper.blank(at);
      }
      // Behind a value, or at the bracket that closes an empty one.
      next = skipper.at(at);
      while (next == ((objects & 1) == 1 ? '}' : ']')) {
        at++;
        if (placeAt[level] != NONE) {
          ends[placeAt[level]] = at;
        }
        objects >>>= 1;
        if (--level == 0) {
          return at;
        }
        at = skipper.blank(at);
        next = skipper.at(at);
      }
      if (next != ',') {
        return ODD;
      }
      at = skipper.blank(at + 1);
      at = (objects & 1) == 1 ? member(json, at, level) : element(at, level);
    }
  }

  /** {@return where an element of a list begins, when it is known what is looked for in it} */
  private int element(int from, int level) {
    kind = kindAt[level];
    place = NONE;
    return from;
  }

  /** {@return where the value of a member begins, when it is known what is looked for in it} */
  private int member(JsonBytes json, int from, int level) {
    JsonSkipper skipper = json.skipper();
    int key = skipper.is('"', from) ? skipper.key(from) : ODD;
    int of = kindAt[level];
    kind = SKIPPED;
    place = NONE;
    boolean isKnown =
        key != ODD && (of == SKIPPED || looksFor(kinds.get(of), json.bytes(), from + 1, key - 1));
    return isKnown ? skipper.afterColon(key) : ODD;
  }

  /** Looks for a member by its name; returns whether nothing is unusual about it. */
  private boolean looksFor(Kind in, byte[] bytes, int name, int nameEnd) {
    int wanted = in.names.find(bytes, name, nameEnd);
    if (wanted == MemberNames.NONE) {
      return true;
    }
    kind = in.kinds[wanted];
    place = in.places[wanted];
    return in.repeats[wanted] || starts[place] == NONE;
  }
}
