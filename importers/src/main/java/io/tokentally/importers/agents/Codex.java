package io.tokentally.importers.agents;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.SeenIds;
import io.tokentally.importers.read.Spanning;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import io.tokentally.json.MemberReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of Codex: {@code sessions/YYYY/MM/DD/rollout-TIME-ID.jsonl}. A {@code
 * token_usage_record} says what one response used. Older versions have events {@code token_count}
 * alone, newer ones both: each says what the last request used ({@code last_token_usage}) and the
 * session so far ({@code total_token_usage}). An event whose total is that of the event before
 * repeats it, and one behind a record repeats that. Without the last usage, what the total grew by
 * counts. A forked session, or that of an agent, may begin with the events of the one that it came
 * from, and these count there.
 */
public final class Codex implements RecordReader {

  static final String SESSION = "codex.session";
  static final String ANSWER = "codex.answer";

  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "cached_input_tokens",
          "cache_write_input_tokens",
          "output_tokens",
          "reasoning_output_tokens",
          "total_tokens");

  /** More tokens than any session has. */
  private static final long MOST = Long.MAX_VALUE / 8;

  private final Reading reading;
  private final Threads threads;
  private final CodexLine line;

  private String thread;
  private String trace;
  private @Nullable String origin;
  private boolean hasMeta;
  private @Nullable String project;
  private @Nullable String model;
  private @Nullable String turn;

  /** How the session asks to be served; null for the usual way. */
  private @Nullable String tier;

  private long @Nullable [] totalBefore;

  /** Whether there is a record that no event has repeated yet. */
  private boolean isRecorded;

  private long @Nullable [] recordedUsage;
  private long @Nullable [] recordedSoFar;

  private Spanning.@Nullable Span span;

  private String leftOutType = "";
  private @Nullable String leftOutKind;
  private String leftOut = "";

  private @Nullable Instant last;
  private int events;
  private long missed;

  public Codex(Reading reading, Threads threads) {
    this.reading = reading;
    this.threads = threads;
    this.thread = reading.stem();
    this.trace = thread;
    this.line = threads.line();
  }

  @Override
  public MemberReader members() {
    return line.members();
  }

  @Override
  public void read(Map<?, ?> whole, Map<?, ?> around, RecordPlace at) {
    line.members().take(whole);
    readMembers(at);
  }

  @Override
  public void readMembers(RecordPlace at) {
    String type = line.type();
    if (type == null || !line.hasPayload()) {
      reading.log().leftOut(type == null ? "lines without a type" : type);
      return;
    }
    Instant time = line.time();
    if (type.equals("session_meta")) {
      meta();
    } else if (type.equals("turn_context")) {
      String now = line.model();
      model = now == null ? model : now;
      turn = line.turn();
    } else if (type.equals("token_usage_record")) {
      recorded(time);
    } else if (type.equals("event_msg") && "token_count".equals(line.kind())) {
      tokens(line.info(), time, at);
    } else if (line.settings() != null) {
      settings();
    } else {
      reading.log().leftOut(what(type, line.kind()));
    }
    Spanning.Span now = span;
    if (now == null || !now.id().equals(thread) || !now.trace().equals(trace)) {
      now = reading.spanning().at(thread, SESSION, trace, project, thread);
      span = now;
    }
    now.happened(time);
    last = time == null ? last : time;
  }

  /** {@return what a line is that says nothing of usage; lines in a row are often alike} */
  private String what(String type, @Nullable String kind) {
    if (!type.equals(leftOutType) || !Objects.equals(kind, leftOutKind)) {
      leftOutType = type;
      leftOutKind = kind;
      leftOut = kind == null ? type : type + " " + kind;
    }
    return leftOut;
  }

  /** Reads what a session says of itself: the first that a file says; others are copied. */
  private void meta() {
    if (hasMeta) {
      return;
    }
    hasMeta = true;
    String id = line.id();
    thread = id == null ? thread : id;
    String above = line.parentThread();
    origin = above == null ? line.forkedFrom() : above;
    trace = above == null ? thread : threads.trace(above);
    if (above != null) {
      reading.spanning().below(thread, trace, above);
    }
    String folder = line.folder();
    project = above == null ? null : threads.project(above);
    if (project == null && folder != null) {
      project = folder.substring(folder.lastIndexOf('/') + 1);
    }
    threads.put(thread, trace, project);
  }

  /** Reads how a session asks to be served, unless that is of the session it came from. */
  private void settings() {
    String of = line.thread();
    Map<?, ?> settings = line.settings();
    if (settings != null && (of == null || of.equals(thread))) {
      tier = Value.text(settings, "service_tier");
    }
  }

  /** Reads what one response used. */
  private void recorded(@Nullable Instant time) {
    Map<?, ?> usage = line.usage();
    if (usage == null) {
      reading.log().leftOut("token_usage_record without usage");
      return;
    }
    String of = line.thread();
    long[] counts = counts(usage);
    String what = line.response() + " " + Arrays.toString(counts);
    boolean isCopied = of != null && !of.equals(thread) && threads.has(of, what);
    threads.add(of == null ? thread : of, what);
    isRecorded = true;
    recordedUsage = counts;
    recordedSoFar = countsOf(line.usageSoFar());
    if (isCopied) {
      reading.log().repeated();
    } else {
      answer(usage, time);
    }
  }

  /** {@return whether an event says what the record before it said} */
  private boolean isOfRecord(long @Nullable [] total, long @Nullable [] lastUsage) {
    return isRecorded && (isSame(lastUsage, recordedUsage) || isSame(total, recordedSoFar));
  }

  private static boolean isSame(long @Nullable [] a, long @Nullable [] b) {
    return a != null && b != null && Arrays.equals(a, b);
  }

  private void tokens(@Nullable Map<?, ?> info, @Nullable Instant time, RecordPlace at) {
    Map<?, ?> total = info == null ? null : Value.object(info, "total_token_usage");
    Map<?, ?> lastUsage = info == null ? null : Value.object(info, "last_token_usage");
    if (total == null && lastUsage == null) {
      reading.log().leftOut("token_count without usage");
      return;
    }
    long[] now = countsOf(total);
    long[] ofLast = countsOf(lastUsage);
    boolean isCopied = isCopied(now, ofLast);
    long[] before = totalBefore;
    if (isOfRecord(now, ofLast)) {
      reading.log().leftOut("token_count that repeats a token_usage_record");
      totalBefore = now == null ? before : now;
      isRecorded = false;
      return;
    }
    if (isCopied) {
      reading.log().repeated();
      totalBefore = now == null ? before : now;
      return;
    }
    if (isSame(now, before)) {
      reading.log().leftOut("token_count that repeats the one before");
      return;
    }
    totalBefore = now == null ? before : now;
    long[] grown = now == null ? null : grown(now, before);
    Map<?, ?> usage = lastUsage;
    if (usage == null) {
      if (total == null || grown == null) {
        String problem = "expected a total_token_usage that grows, found less than before";
        reading.log().bad(problem, at.line(), at.column());
        return;
      }
      usage = named(grown, total);
    } else if (ofLast != null && grown != null && before != null) {
      missed = Math.min(MOST, missed + Math.max(0, sum(grown) - sum(ofLast)));
    }
    answer(usage, time);
  }

  /** {@return whether an event was read in the session that this one came from} */
  private boolean isCopied(long @Nullable [] total, long @Nullable [] lastUsage) {
    String what = Arrays.toString(total) + " " + Arrays.toString(lastUsage);
    boolean isOfOrigin = origin != null && threads.has(origin, what);
    threads.add(thread, what);
    return isOfOrigin;
  }

  private static long @Nullable [] countsOf(@Nullable Map<?, ?> usage) {
    return usage == null ? null : counts(usage);
  }

  private static long[] counts(Map<?, ?> usage) {
    long[] counts = new long[COUNTS.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = usage.get(COUNTS.get(i)) instanceof Long count && count > 0 ? count : 0;
    }
    return counts;
  }

  /** {@return what a total grew by; null if it became less} */
  private static long @Nullable [] grown(long[] total, long @Nullable [] before) {
    long[] grown = total.clone();
    for (int i = 0; i < grown.length; i++) {
      grown[i] -= before == null ? 0 : before[i];
      if (grown[i] < 0) {
        return null;
      }
    }
    return grown;
  }

  /** {@return counts under those of the names that a total has} */
  private static Map<String, Object> named(long[] counts, Map<?, ?> total) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (total.containsKey(COUNTS.get(i))) {
        named.put(COUNTS.get(i), counts[i]);
      }
    }
    return named;
  }

  private static long sum(long[] counts) {
    return Math.min(MOST, counts[0]) + Math.min(MOST, counts[3]);
  }

  private void answer(Map<?, ?> usage, @Nullable Instant time) {
    events++;
    String id = thread + "#" + events;
    if (reading.seen().add(id, 0) != SeenIds.NEW) {
      reading.log().repeated(); // one session in two files, such as a copy of a folder
      return;
    }
    Call.Builder call = Call.builder();
    call.id(id)
        .traceId(trace)
        .parentId(thread)
        .projectId(project)
        .threadId(thread)
        .turnId(turn)
        .opName(ANSWER)
        .startedAt(time)
        .endedAt(time)
        .summary(Summary.of(model, tier == null ? usage : served(usage, tier)));
    reading.call(call.build());
  }

  private static Map<?, ?> served(Map<?, ?> usage, String tier) {
    Map<Object, @Nullable Object> served = new LinkedHashMap<>(usage);
    served.putIfAbsent("service_tier", tier);
    return served;
  }

  @Override
  public void end() {
    if (missed > 0) {
      reading.log().leftOut("tokens of totals that no event says", missed);
    }
  }
}
