package io.tokentally.importers.exports;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of LiteLLM's spend logs: as {@code /spend/logs} answers them, one per line, or as CSV. Usage
 * is what the provider returned ({@code metadata.usage_object}), else the three counts of the row;
 * {@code spend} is a recorded cost. What LiteLLM answered from its own cache used no tokens.
 */
public final class LiteLlm implements RecordReader {

  private final Reading reading;

  public LiteLlm(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Set<String> lists() {
    return Set.of("data");
  }

  @Override
  public void read(Map<?, ?> row, Map<?, ?> around, RecordPlace at) {
    String id = Value.text(row, "request_id");
    if (id == null) {
      reading.log().bad("expected a row with a request_id, found none", at.line(), at.column());
      return;
    }
    Map<?, ?> metadata = parsed(row.get("metadata")) instanceof Map<?, ?> map ? map : Map.of();
    String model = Value.firstText(row, "model", "model_group");
    String team = Value.text(row, "team_id");
    String session = Value.text(row, "session_id");
    Call.Builder call = Call.builder();
    call.id(id)
        .traceId(session == null ? id : session)
        .threadId(session)
        .projectId(team)
        .wbUserId(Value.firstText(row, "end_user", "user"))
        .opName(Value.text(row, "call_type"))
        .startedAt(Value.time(row, "startTime"))
        .endedAt(Value.time(row, "endTime"))
        .exception("failure".equals(row.get("status")) ? "" : null)
        .attributes(attributes(row, metadata))
        .inputs(reading.keepsContent() ? row.get("messages") : null)
        .output(reading.keepsContent() ? row.get("response") : null);
    boolean isFromCache = "true".equalsIgnoreCase(String.valueOf(row.get("cache_hit")));
    if (isFromCache) {
      reading.log().leftOut("usage of answers from LiteLLM's own cache");
    } else {
      call.summary(Summary.of(model, usage(row, metadata)));
    }
    reading.call(call.build());
  }

  private static Map<String, Object> usage(Map<?, ?> row, Map<?, ?> metadata) {
    Map<String, Object> usage = new LinkedHashMap<>();
    Map<?, ?> returned = Value.object(metadata, "usage_object");
    if (returned != null && !returned.isEmpty()) {
      returned.forEach((name, value) -> put(usage, String.valueOf(name), value));
    } else {
      for (String name : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
        put(usage, name, row.get(name));
      }
      // What versions before usage_object kept of the rest.
      Map<?, ?> rest = Value.object(metadata, "additional_usage_values");
      if (rest != null) {
        rest.forEach((name, value) -> put(usage, String.valueOf(name), value));
      }
    }
    put(usage, "spend", row.get("spend"));
    return usage;
  }

  private static Map<String, Object> attributes(Map<?, ?> row, Map<?, ?> metadata) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    put(attributes, "gen_ai.provider.name", Value.text(row, "custom_llm_provider"));
    put(attributes, "model_group", Value.text(row, "model_group"));
    put(attributes, "key_alias", Value.text(metadata, "user_api_key_alias"));
    if (parsed(row.get("request_tags")) instanceof List<?> tags && !tags.isEmpty()) {
      attributes.put("tags", tags);
    }
    return attributes;
  }

  private static void put(Map<String, Object> to, String name, @Nullable Object value) {
    if (value != null) {
      to.put(name, value);
    }
  }

  /** {@return the JSON that a string holds, as databases write it; else the value itself} */
  private static @Nullable Object parsed(@Nullable Object value) {
    if (!(value instanceof String text) || !(text.startsWith("{") || text.startsWith("["))) {
      return value;
    }
    try {
      return JsonReader.read(text, Loc.ROOT, new ErrorCollector());
    } catch (ValidationException e) {
      return null;
    }
  }
}
