package io.tokentally.importers.exports;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Responses of OpenAI and of what is compatible with it, as they were received, one per line or in
 * a list: chat completions, responses, embeddings. Lines of the output of its batches are read as
 * batch.
 */
public final class OpenAi implements RecordReader {

  private final Reading reading;
  private int unnamed;

  public OpenAi(Reading reading) {
    this.reading = reading;
  }

  @Override
  public void read(Map<?, ?> line, Map<?, ?> around, RecordPlace at) {
    Map<?, ?> outer = Value.object(line, "response");
    Map<?, ?> body = outer == null ? null : Value.object(outer, "body");
    Map<?, ?> response =
        body != null ? body : outer != null && outer.containsKey("model") ? outer : line;
    Map<?, ?> usage = Value.object(response, "usage");
    if (usage == null) {
      reading.log().leftOut("responses without usage");
      return;
    }
    Map<Object, Object> counts = new LinkedHashMap<>(usage);
    String tier = Value.text(response, "service_tier");
    if (tier != null) {
      counts.putIfAbsent("service_tier", tier);
    }
    if (body != null) {
      counts.put("batch", true);
    }
    String id = Value.firstText(response, "id");
    String model = Value.text(response, "model");
    Instant time = time(response, line);
    Call.Builder call = Call.builder();
    call.id(id == null ? reading.stem() + "#" + ++unnamed : id)
        .opName(Value.text(response, "object"))
        .startedAt(time)
        .endedAt(
            Value.seconds(response, "completed_at") == null
                ? time
                : Value.seconds(response, "completed_at"))
        .attributes(attributes(line, response))
        .output(reading.keepsContent() ? content(response) : null)
        .summary(Summary.of(model, counts));
    reading.call(call.build());
  }

  private static @Nullable Object content(Map<?, ?> response) {
    Object choices = response.get("choices");
    return choices == null ? response.get("output") : choices;
  }

  /** {@return when the response was made, else the time that the log gives the line} */
  private static @Nullable Instant time(Map<?, ?> response, Map<?, ?> line) {
    Instant time = Value.seconds(response, "created");
    time = time == null ? Value.seconds(response, "created_at") : time;
    return time == null ? Value.time(line, "timestamp") : time;
  }

  private static @Nullable Object attributes(Map<?, ?> line, Map<?, ?> response) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<?, ?> metadata = Value.object(response, "metadata");
    if (metadata != null && !metadata.isEmpty()) {
      attributes.put("metadata", metadata);
    }
    String custom = Value.text(line, "custom_id");
    if (custom != null) {
      attributes.put("custom_id", custom);
    }
    return attributes.isEmpty() ? null : attributes;
  }
}
