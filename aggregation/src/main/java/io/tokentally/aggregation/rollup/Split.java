package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Calls in parts, such that no trace stands in two of them. */
final class Split {

  private Split() {}

  /** {@return the parts; one may be much larger than others where a trace is} */
  static <T extends TracedCall> List<List<T>> byTrace(Collection<? extends T> calls, int parts) {
    List<T> all = new ArrayList<>(calls);
    List<List<List<T>>> byChunk =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(chunk -> split(chunk(all, chunk, parts), parts))
            .toList();
    return IntStream.range(0, parts).mapToObj(part -> joined(byChunk, part)).toList();
  }

  private static <T> List<T> chunk(List<T> all, int chunk, int chunks) {
    long size = all.size();
    return all.subList((int) (size * chunk / chunks), (int) (size * (chunk + 1) / chunks));
  }

  private static <T extends TracedCall> List<List<T>> split(List<T> calls, int parts) {
    List<List<T>> split = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      split.add(new ArrayList<>(calls.size() / parts));
    }
    for (T call : calls) {
      int hash = 31 * Objects.hashCode(call.traceId()) + Objects.hashCode(call.projectId());
      // The upper half of the product depends on all bits.
      split.get(((hash * 0x9E3779B9) >>> Short.SIZE) % parts).add(call);
    }
    return split;
  }

  private static <T> List<T> joined(List<List<List<T>>> byChunk, int part) {
    List<T> joined =
        new ArrayList<>(byChunk.stream().mapToInt(each -> each.get(part).size()).sum());
    byChunk.forEach(each -> joined.addAll(each.get(part)));
    return joined;
  }
}
