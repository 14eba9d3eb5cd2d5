package io.tokentally;

import io.tokentally.json.CallColumn;
import io.tokentally.json.CallCopy;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.Loc;
import io.tokentally.json.MemberReader;
import io.tokentally.json.ResponseMembers;
import io.tokentally.json.WantedMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads some columns of calls, of some no more than what a rollup looks at. A line that is plain is
 * read at once; whatever is unusual about it is left to the reader of whole calls. Not thread-safe.
 */
final class SomeColumns {

  private static final List<CallColumn> OF_A_ROLLUP =
      List.of(
          CallColumn.ID,
          CallColumn.PROJECT_ID,
          CallColumn.TRACE_ID,
          CallColumn.PARENT_ID,
          CallColumn.STARTED_AT,
          CallColumn.ENDED_AT,
          CallColumn.OP_NAME,
          CallColumn.EXCEPTION);

  private final List<CallColumn> columns;
  private final MemberReader reader;

  private SomeColumns(List<CallColumn> columns, List<WantedMember> members) {
    this.columns = List.copyOf(columns);
    this.reader = new MemberReader(members);
  }

  /** {@return what a rollup needs, and all of some further columns} */
  static SomeColumns ofRollup(Collection<CallColumn> more) {
    Set<CallColumn> whole = new LinkedHashSet<>(OF_A_ROLLUP);
    whole.addAll(more);
    List<CallColumn> columns = new ArrayList<>();
    List<WantedMember> members = new ArrayList<>();
    for (CallColumn column : CallColumn.values()) {
      WantedMember member =
          whole.contains(column) ? WantedMember.whole(column.wireName()) : part(column);
      if (member != null) {
        columns.add(column);
        members.add(member);
      }
    }
    return new SomeColumns(columns, members);
  }

  /** {@return the ids and all of some columns, nothing else} */
  static SomeColumns of(Collection<CallColumn> columns) {
    Set<CallColumn> whole = EnumSet.of(CallColumn.ID);
    whole.addAll(columns);
    return new SomeColumns(
        List.copyOf(whole),
        whole.stream().map(column -> WantedMember.whole(column.wireName())).toList());
  }

  /** {@return what a rollup looks at in a column; null for nothing} */
  private static @Nullable WantedMember part(CallColumn column) {
    return switch (column) {
      case OUTPUT -> ResponseMembers.ofOutput();
      case ATTRIBUTES -> SpanAttributes.ofCall();
      case SUMMARY ->
          WantedMember.some(
              column.wireName(),
              WantedMember.whole("usage"),
              WantedMember.inside("weave", WantedMember.whole("status")));
      default -> null;
    };
  }

  /**
   * {@return where a line is over that could be read at once, and perhaps is {@link #plainCall};
   * {@link JsonBytes#UNKNOWN} if it could not}
   */
  int endOfPlain(JsonBytes json, int from) {
    return reader.endOfPlain(json, from);
  }

  /** {@return the call of the line; null where {@link #wholeCall} has to say what there is} */
  @Nullable Call plainCall() {
    return CallJson.plain(columns, reader.values());
  }

  /** {@return the call of a line that was copied; null where it has to be read} */
  @Nullable Call of(CallCopy copy) {
    @Nullable Object[] values = copy.values(columns);
    return values == null ? null : CallJson.plain(columns, values);
  }

  /** {@return the call of a line, all of which is read} */
  Call wholeCall(JsonBytes json, int from, int to, int line) {
    ErrorCollector faults = new ErrorCollector();
    return CallJson.call(reader.wholeLine(json, from, to, line, faults), Loc.ROOT, faults);
  }

  /** {@return what counts of a call that was read as a whole} */
  @Nullable Object of(@Nullable Object document) {
    return reader.of(document);
  }
}
