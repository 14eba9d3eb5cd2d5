package io.tokentally.benchmarks.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.benchmarks.data.Json;
import io.tokentally.benchmarks.data.Prices;
import io.tokentally.benchmarks.data.Traces;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The memory that calls take, as the difference of the heap before and after. */
public final class Footprint {

  private static final int CALLS = 20_000;

  /**
   * Bytes per call, by the form in which calls are kept.
   *
   * @param json lines of JSON
   * @param trees Jackson's trees
   * @param calls calls as they are read
   * @param streamed what a report keeps of streamed calls, besides what it keeps of others
   * @param extracted records of what a rollup needs, made by hand
   */
  public record Bytes(double json, double trees, double calls, double streamed, double extracted) {}

  private final byte[] lines = Json.lines(Traces.withText(CALLS));

  private Footprint() {}

  /** {@return what was measured} */
  public static Bytes measure() throws Exception {
    Footprint footprint = new Footprint();
    byte[] lines = footprint.lines;
    return new Bytes(
        (double) lines.length / CALLS,
        measured(() -> Json.trees(lines)),
        measured(() -> Json.calls(lines)),
        footprint.measuredReport(calls -> () -> calls.stream().iterator())
            - footprint.measuredReport(calls -> calls),
        measured(footprint::extracted));
  }

  private double measuredReport(Function<List<Call>, Iterable<Call>> form) throws Exception {
    List<Call> calls = usageOnly();
    try {
      Tally tally = Tally.with(PriceTable.of(Prices.rows()));
      return measured(() -> tally.report(form.apply(calls)));
    } finally {
      Reference.reachabilityFence(calls);
    }
  }

  private List<Call> usageOnly() {
    return Json.calls(lines).stream().map(Footprint::usageOnly).toList();
  }

  private static Call usageOnly(Call call) {
    Call.Builder builder = Call.builder();
    builder
        .id(call.id())
        .parentId(call.parentId())
        .traceId(call.traceId())
        .startedAt(call.startedAt())
        .endedAt(call.endedAt())
        .summary(call.summary());
    return builder.build();
  }

  private List<Extraction.Extracted> extracted() throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(lines)) {
      return new Extraction(parser).calls();
    }
  }

  private static double measured(Callable<?> make) throws Exception {
    make.call(); // what is kept for good is made now, and not counted
    long before = used();
    Object made = make.call();
    try {
      return (double) (used() - before) / CALLS;
    } finally {
      Reference.reachabilityFence(made);
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
