package io.tokentally.aggregation;

import io.tokentally.Call;
import io.tokentally.json.JsonText;
import io.tokentally.value.SortedValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells calls apart that do not do the same: parent, operation and inputs. */
final class Attempt {

  /** How the names of attributes begin that hold what a call was given, where it has no inputs. */
  private static final List<String> INPUTS =
      List.of(
          "gen_ai.input",
          "gen_ai.prompt",
          "ai.prompt",
          "input.value",
          "llm.input_messages",
          "llm.prompts",
          "traceloop.entity.input",
          "langfuse.observation.input",
          "mlflow.spanInputs");

  private Attempt() {}

  /** {@return a digest that calls which do the same have in common; null if that is not known} */
  static @Nullable UUID of(Call call) {
    Object inputs = call.inputs() == null ? inputs(call.attributes()) : call.inputs();
    String parent = call.parentId() == null ? "" : call.parentId();
    if (inputs == null || (parent.isEmpty() && call.traceId() == null)) {
      return null;
    }
    Object sorted = new SortedValue().of(inputs);
    List<@Nullable Object> all =
        Arrays.asList(
            call.projectId(), call.traceId(), parent, call.opName(), call.operation(), sorted);
    return UUID.nameUUIDFromBytes(JsonText.of(all).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Object inputs(@Nullable Object attributes) {
    if (!(attributes instanceof Map<?, ?> members)) {
      return null;
    }
    Map<String, @Nullable Object> inputs = new TreeMap<>();
    members.forEach(
        (name, value) -> {
          if (name instanceof String text && INPUTS.stream().anyMatch(text::startsWith)) {
            inputs.put(text, value);
          }
        });
    return inputs.isEmpty() ? null : inputs;
  }
}
