package io.tokentally.spark.tally;

import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.MemberReader;
import io.tokentally.json.WantedMember;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage of a summary that is JSON text. What stands in the place of a summary that is no
 * object is its usage, as in {@link io.tokentally.Call#usage}; text that is no JSON is itself the
 * value. Not thread-safe.
 */
final class SummaryReader {

  private final MemberReader reader = new MemberReader(List.of(WantedMember.whole("usage")));

  @Nullable Object usage(String summary) {
    Object some = members(summary);
    return some instanceof Map<?, ?> members ? members.get("usage") : some;
  }

  private @Nullable Object members(String summary) {
    byte[] bytes = summary.getBytes(StandardCharsets.UTF_8);
    ErrorCollector faults = new ErrorCollector();
    try {
      JsonBytes json = new JsonBytes(bytes, bytes.length);
      Object members = reader.readLine(json, 0, bytes.length, 1, faults);
      return faults.isEmpty() ? members : summary;
    } catch (ValidationException e) {
      return summary;
    }
  }
}
