package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.aggregation.Retries;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.json.CallRow;
import io.tokentally.json.CallRows;
import io.tokentally.json.ResponseMembers;
import io.tokentally.report.PictureCall;
import io.tokentally.report.ReportSource;
import io.tokentally.report.SkippedRecords;
import io.tokentally.report.SourceFile;
import io.tokentally.report.text.CallSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a file on their way into a report, one after the other, and what is worth telling
 * about them. There is one pass over them.
 */
final class ReportInput implements Iterable<ReportedCall>, ReportSource {

  /** The columns that are read besides those of a rollup: names, kinds and failures of calls. */
  static final Set<String> COLUMNS = Set.of("display_name");

  /** Picks all calls. */
  static final Predicate<Call> ALL = call -> true;

  private final CallFile file;
  private final Iterator<Call> read;
  private final Predicate<Call> picked;
  private final boolean keepsCalls;
  private final @Nullable Retries retries;

  private final OperationNames names;
  private final Grouping grouping;
  private final @Nullable GroupKeys groupKeys;
  private final Grouping.@Nullable Predicate inTime;
  private final Map<String, String> texts = new HashMap<>();
  private final CallSpan span = new CallSpan();

  /** The calls of the time that was asked for. */
  private final CallSpan counted = new CallSpan();

  private long pickedCount;
  private long inTimeCount;
  private final List<PictureCall> calls = new ArrayList<>();

  /**
   * @param file where the calls are from
   * @param read the calls, which are gone through once
   * @param keepsCalls whether to keep what a picture needs of each call
   * @param retries takes what the calls show of retries; null if nobody asks
   * @param grouping by what totals are shown
   */
  ReportInput(
      CallFile file,
      Iterator<Call> read,
      Predicate<Call> picked,
      boolean keepsCalls,
      @Nullable Retries retries,
      Grouping grouping,
      TallyOptions options) {
    this.names = new OperationNames();
    this.grouping = grouping;
    this.groupKeys = grouping.begin(options.usageFormat(), names);
    this.inTime = grouping.inTime();
    this.file = file;
    this.read = read;
    this.picked = picked;
    this.keepsCalls = keepsCalls;
    this.retries = retries;
  }

  /** {@return whether all calls are those that were asked about} */
  @SuppressWarnings("ReferenceEquality") // one condition stands for all
  boolean picksAll() {
    return picked == ALL;
  }

  @Override
  public Iterator<ReportedCall> iterator() {
    return new All();
  }

  private final class All implements Iterator<ReportedCall>, CallRows.Source {

    @Override
    public boolean hasNext() {
      return read.hasNext();
    }

    @Override
    public ReportedCall next() {
      return take(read.next());
    }

    @Override
    public @Nullable CallRows rows() {
      CallRows rows = takesRows() && read instanceof CallRows.Source source ? source.rows() : null;
      return rows == null ? null : new NotedRows(rows);
    }
  }

  /** {@return whether nothing is asked of a call but what stands in its row} */
  private boolean takesRows() {
    return picksAll()
        && !keepsCalls
        && retries == null
        && inTime == null
        && !grouping.keepsTimes()
        && (groupKeys == null || groupKeys.areKnownOfReports());
  }

  /** Rows, of which it is noted what is worth telling. */
  private final class NotedRows implements CallRows {

    private final CallRows rows;

    private NotedRows(CallRows rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable List<CallRow> next() {
      return rows.next();
    }

    @Override
    public @Nullable Call call(CallRow row) {
      return rows.call(row);
    }

    @Override
    public void keptAs(CallRow row, int id, int trace) {
      rows.keptAs(row, id, trace);
      pickedCount++;
      inTimeCount++;
      if (row.record() instanceof Call call) {
        names.put(id, call);
        span.add(call.startedAt(), call.endedAt(), trace);
      } else {
        names.put(id, row);
        span.add(row.startedAt(), row.endedAt(), trace);
      }
    }

    @Override
    public void keptBy(ToIntFunction<String> ids) {
      names.numberedBy(ids);
    }
  }

  private ReportedCall take(Call call) {
    boolean isPicked = picked.test(call);
    pickedCount += isPicked ? 1 : 0;
    names.put(call);
    String trace = kept(call.traceId());
    span.add(trace, call.startedAt(), call.endedAt());
    if (groupKeys != null) {
      groupKeys.add(call);
    }
    boolean counts = inTime == null || inTime.test(call);
    inTimeCount += counts ? 1 : 0;
    if (inTime != null && counts) {
      counted.add(trace, call.startedAt(), call.endedAt());
    }
    ReportedCall reported =
        new ReportedCall(
            call.id(),
            call.parentId(),
            trace,
            kept(call.projectId()),
            call.startedAt(),
            call.endedAt(),
            counts ? call.usage() : null,
            call.operation(),
            ResponseMembers.of(call.response()),
            call.failed(),
            isPicked);
    if (counts) {
      grouping.addTime(reported);
    }
    if (retries != null) {
      retries.add(call);
    }
    if (keepsCalls) {
      calls.add(reported.toPictureCall(name(call.id())));
    }
    return reported;
  }

  /** Strings that many calls share are kept once, where calls are kept. */
  private @Nullable String kept(@Nullable String text) {
    return text == null || !keepsCalls ? text : texts.computeIfAbsent(text, same -> same);
  }

  @Override
  public boolean contains(String id) {
    return names.contains(id);
  }

  @Override
  public String title() {
    return file.shortName();
  }

  @Override
  public String name(String id) {
    return names.get(id);
  }

  @Override
  public List<PictureCall> calls() {
    return calls;
  }

  boolean isNothingPicked() {
    return pickedCount == 0;
  }

  /** {@return whether no call is of the time that was asked for} */
  boolean isNothingInTime() {
    return inTimeCount == 0;
  }

  @Override
  public boolean isEverythingPicked() {
    return pickedCount == file.count();
  }

  /** {@return the name of the file} */
  String file() {
    return file.name();
  }

  @Override
  public SkippedRecords skipped() {
    return file.skipped();
  }

  @Override
  public List<SourceFile> files() {
    return file.files();
  }

  @Override
  public String summary() {
    return inTime == null
        ? span.text()
        : span.text() + "; of the time that was asked for " + counted.text();
  }
}
