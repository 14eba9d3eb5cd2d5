package io.tokentally.importers.agents;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code codex exec --json} prints: events, of which {@code turn.completed} says what the
 * session used so far. What that grew by is the turn's, also where a session is resumed in another
 * file. The events name no model and no time, and do not say what agents and reviews used. A
 * session whose rollout is read, too, counts there.
 */
public final class CodexExec implements RecordReader {

  static final String TURN = "codex.exec";

  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "cached_input_tokens",
          "cache_write_input_tokens",
          "output_tokens",
          "reasoning_output_tokens");

  private final Reading reading;
  private final Threads threads;
  private String thread;

  public CodexExec(Reading reading, Threads threads) {
    this.reading = reading;
    this.threads = threads;
    this.thread = reading.stem();
  }

  @Override
  public void read(Map<?, ?> event, Map<?, ?> around, RecordPlace at) {
    String type = Value.text(event, "type");
    String started = Value.text(event, "thread_id");
    thread = started == null ? thread : started;
    Map<?, ?> usage = Value.object(event, "usage");
    if (!"turn.completed".equals(type) || usage == null) {
      reading.log().leftOut(type == null ? "lines without a type" : type);
      return;
    }
    List<Long> total = new ArrayList<>();
    for (String name : COUNTS) {
      total.add(usage.get(name) instanceof Long count && count > 0 ? count : 0L);
    }
    if (Collections.max(total) == 0) {
      reading.log().leftOut("turn.completed without tokens, such as that of a review");
      return;
    }
    String of = thread;
    int line = at.line();
    reading.spanning().later(() -> turn(of, usage, total, line));
  }

  /** Makes the call of a turn, once it is known which sessions have rollouts. */
  private void turn(String of, Map<?, ?> usage, List<Long> total, int line) {
    List<Long> before = threads.total(of, COUNTS.size());
    Map<String, Object> grown = new LinkedHashMap<>();
    boolean isMore = false;
    boolean isLess = false;
    for (int i = 0; i < COUNTS.size(); i++) {
      long by = total.get(i) - before.get(i);
      isMore |= by > 0;
      isLess |= by < 0;
      if (usage.containsKey(COUNTS.get(i))) {
        grown.put(COUNTS.get(i), by);
      }
    }
    if (threads.isKnown(of) || !isMore) {
      reading.log().repeated();
      return;
    }
    if (isLess) {
      String problem = "expected usage of the session so far, found less than before";
      reading.log().bad(problem, line, 1);
      return;
    }
    threads.setTotal(of, total);
    reading.spanning().at(of, Codex.SESSION, of, null, of);
    Call.Builder call = Call.builder();
    call.id(of + "#exec" + threads.nextTurn(of))
        .traceId(of)
        .parentId(of)
        .threadId(of)
        .opName(TURN)
        .summary(Summary.of(null, grown));
    reading.call(call.build());
  }
}
