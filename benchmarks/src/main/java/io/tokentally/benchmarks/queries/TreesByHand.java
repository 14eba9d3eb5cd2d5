package io.tokentally.benchmarks.queries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/** The eight queries in Java, on Jackson's tree. Dates are text of one form, as they are there. */
final class TreesByHand {

  private static final String FROM = Needles.FROM.toString();
  private static final String TO = Needles.TO.toString();

  static final List<Predicate<JsonNode>> ALL =
      List.of(
          call -> call.path("op_name").asText().equals("chat.completion"),
          call -> {
            JsonNode inputs = call.path("inputs");
            return inputs.path("model").asText().equals("gpt-4o")
                && inputs.path("temperature").doubleValue() > 0.7;
          },
          call -> isInTime(call) && call.path("exception").isTextual(),
          call ->
              Needles.TWO_MODELS.contains(call.path("inputs").path("model").asText())
                  || Needles.TEST_PLACES.contains(call.path("attributes").path("env").asText()),
          call ->
              call.path("op_name").asText().equals("chat.completion")
                  && call.path("inputs").path("prompt").asText().contains(Needles.REFUND),
          call ->
              Needles.ANY_INVOICE.isIn(call.path("inputs").path("prompt").asText())
                  || Needles.ANY_DELIVERY.isIn(call.path("output").path("text").asText()),
          call -> {
            JsonNode attributes = call.path("attributes");
            return Long.parseLong(attributes.path("retries").asText()) >= 2
                && Double.parseDouble(attributes.path("score").asText()) < 0.5;
          },
          TreesByHand::largest);

  private TreesByHand() {}

  private static boolean isInTime(JsonNode call) {
    String start = call.path("started_at").asText();
    return start.compareTo(FROM) >= 0 && start.compareTo(TO) < 0;
  }

  private static boolean largest(JsonNode call) {
    return Needles.OPERATIONS.contains(call.path("op_name").asText())
        && !call.path("exception").asText().equals("timeout")
        && isModelOrEager(call)
        && isInTime(call)
        && call.path("attributes").path("env").asText().equals("production")
        && isWanted(call);
  }

  private static boolean isModelOrEager(JsonNode call) {
    JsonNode inputs = call.path("inputs");
    JsonNode temperature = inputs.path("temperature");
    return Needles.TWO_MODELS.contains(inputs.path("model").asText())
        || (temperature.isNumber() && temperature.doubleValue() <= 0.2)
        || Long.parseLong(call.path("attributes").path("retries").asText()) >= 1;
  }

  private static boolean isWanted(JsonNode call) {
    String prompt = call.path("inputs").path("prompt").asText();
    JsonNode usage = call.path("summary").path("usage").path("gpt-4o");
    return Needles.ANY_INVOICE.isIn(prompt)
        || prompt.contains(Needles.REFUND)
        || Needles.ANY_DELIVERY.isIn(call.path("output").path("text").asText())
        || usage.path("prompt_tokens").longValue() > 1_500;
  }
}
