package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies the calls of lines as they are written, without making them: columns in their order, what
 * is no column behind them, nulls left out. What is unusual about a line is left to whoever reads
 * calls. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // columns are the places of arrays
public final class CallCopy {

  private static final CallColumn[] COLUMNS = CallColumn.values();

  private static final MemberNames NAMES =
      new MemberNames(Stream.of(COLUMNS).map(CallColumn::wireName).toList());

  /** As many digits fit a long. */
  private static final int MOST_DIGITS = 18;

  private final JsonCopy copy = new JsonCopy();
  private JsonBytes text = new JsonBytes(new byte[0], 0);
  private JsonSkipper skipper = text.skipper();

  /** Where in the copy the member of each column begins and is over, then the other members. */
  private final int[] begins = new int[COLUMNS.length + DistinctKeys.MOST_KEYS];

  private final int[] ends = new int[begins.length];

  /** Where in the text the value of each column begins that is there. */
  private final int[] values = new int[COLUMNS.length];

  private final PlainJson plain = new PlainJson();

  /** How many places of members are in use, those of columns that are not there too. */
  private int count;

  /** A copy of nothing. */
  public CallCopy() {}

  /**
   * {@return where the line is over that begins there, when its call was copied; {@link
   * JsonBytes#UNKNOWN} where it has to be read to say what there is}
   */
  public int line(JsonBytes line, int from) {
    text = line;
    skipper = line.skipper();
    copy.begin(line);
    count = COLUMNS.length;
    Arrays.fill(begins, 0, count, 0);
    Arrays.fill(ends, 0, count, 0);
    int at = line.blank(from);
    if (!skipper.is('{', at)) {
      return ODD;
    }
    do {
      at = member(skipper.blank(at + 1));
    } while (skipper.is(',', at));
    boolean hasId = ends[CallColumn.ID.ordinal()] > 0;
    return hasId && skipper.is('}', at) ? line.endAfter(at + 1) : ODD;
  }

  /** {@return where the next character stands behind a member, when that was copied} */
  private int member(int from) {
    int keyEnd = copy.key(from);
    int colon = keyEnd == ODD ? ODD : skipper.blank(keyEnd);
    if (!skipper.is(':', colon)) {
      return ODD;
    }
    int value = skipper.blank(colon + 1);
    int begin = copy.length();
    copy.append(from, keyEnd);
    copy.append(":");
    int named = NAMES.find(text.bytes(), from + 1, keyEnd - 1);
    int valueBegin = copy.length();
    int after = named == MemberNames.NONE ? copy.value(value) : column(COLUMNS[named], value);
    if (after == ODD) {
      return ODD;
    }
    if (isNothing(named, valueBegin)) {
      copy.cut(begin);
    } else {
      int place = named == MemberNames.NONE ? count++ : named;
      begins[place] = begin;
      if (place < COLUMNS.length) {
        values[place] = value;
      }
      ends[place] = copy.length();
    }
    return skipper.blank(after);
  }

  /** {@return whether the value that was copied last is left out} */
  private boolean isNothing(int column, int from) {
    byte first = copy.bytes()[from];
    boolean isEmptyList =
        first == '['
            && copy.length() == from + 2
            && column != MemberNames.NONE
            && COLUMNS[column].kind() == CallColumn.Kind.LIST;
    return first == 'n' || isEmptyList;
  }

  /** {@return where the value of a column is over, when it was copied} */
  private int column(CallColumn column, int from) {
    if (skipper.is('n', from) && column != CallColumn.ID) {
      return copy.value(from);
    }
    return switch (column.kind()) {
      case TEXT -> skipper.is('"', from) ? copy.value(from) : ODD;
      case DATE -> skipper.is('"', from) ? date(from) : ODD;
      case INTEGER -> integer(from);
      case LIST -> areTexts(from) ? copy.value(from) : ODD;
      case JSON -> copy.value(from);
    };
  }

  private int integer(int from) {
    int after = skipper.number(from);
    boolean isInteger =
        after != ODD
            && after - from <= MOST_DIGITS
            && Bytes.indexOf('.', text.bytes(), from, after) == after;
    return isInteger ? copy.value(from) : ODD;
  }

  private boolean areTexts(int from) {
    int at = skipper.is('[', from) ? skipper.blank(from + 1) : ODD;
    if (skipper.is(']', at)) {
      return true;
    }
    while (skipper.is('"', at)) {
      at = skipper.string(at);
      at = at == ODD ? ODD : skipper.blank(at);
      if (skipper.is(']', at)) {
        return true;
      }
      at = skipper.is(',', at) ? skipper.blank(at + 1) : ODD;
    }
    return false;
  }

  private int date(int from) {
    int quote = Bytes.endOfPlain(text.bytes(), from + 1, text.length());
    if (!skipper.is('"', quote)) {
      return ODD;
    }
    if (Timestamps.isInstant(text.bytes(), from + 1, quote)) {
      copy.append(from, quote + 1);
      return quote + 1;
    }
    Instant instant = Timestamps.parse(text.text(from + 1, quote));
    if (instant == null) {
      return ODD;
    }
    copy.append(JsonText.of(instant));
    return quote + 1;
  }

  /**
   * {@return the values of some columns of the call that was copied, null where there is none; null
   * if one is unusual}
   */
  public @Nullable Object @Nullable [] values(List<CallColumn> columns) {
    @Nullable Object[] read = new @Nullable Object[columns.size()];
    for (int i = 0; i < read.length; i++) {
      int column = columns.get(i).ordinal();
      if (ends[column] > 0) {
        if (plain.read(text, values[column]) == ODD) {
          return null;
        }
        read[i] = plain.value();
      }
    }
    return read;
  }

  /** {@return the call that was copied, in a line of its own} */
  public byte[] toLine() {
    int length = 2;
    for (int i = 0; i < count; i++) {
      length += ends[i] > 0 ? ends[i] - begins[i] + 1 : 0;
    }
    byte[] line = new byte[length];
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (ends[i] > 0) {
        line[at] = (byte) (at == 0 ? '{' : ',');
        System.arraycopy(copy.bytes(), begins[i], line, at + 1, ends[i] - begins[i]);
        at += ends[i] - begins[i] + 1;
      }
    }
    line[at] = '}';
    line[at + 1] = '\n';
    return line;
  }
}
