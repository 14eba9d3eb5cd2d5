package io.tokentally.benchmarks.queries;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The eight queries in the Common Expression Language, compiled once, on maps. */
final class CelQueries {

  private static final String IN_TIME =
      "call.started_at >= '%s' && call.started_at < '%s'".formatted(Needles.FROM, Needles.TO);

  private static final String TWO_MODELS =
      "(has(call.inputs.model) && call.inputs.model in ['claude-sonnet-4-5', 'gpt-4o-mini'])";

  private static final String HAS_INVOICE =
      "call.inputs.prompt.lowerAscii().contains('invoice number')";

  private static final String HAS_DELIVERY = "call.output.text.lowerAscii().contains('delivery')";

  private static final List<String> EXPRESSIONS =
      List.of(
          "call.op_name == 'chat.completion'",
          "has(call.inputs.model) && call.inputs.model == 'gpt-4o' && call.inputs.temperature > 0.7",
          IN_TIME + " && has(call.exception)",
          TWO_MODELS + " || call.attributes.env in ['staging', 'test']",
          "call.op_name == 'chat.completion' && call.inputs.prompt.contains('refund')",
          HAS_INVOICE + " || " + HAS_DELIVERY,
          "int(call.attributes.retries) >= 2 && double(call.attributes.score) < 0.5",
          String.join(
              " && ",
              "call.op_name in ['chat.completion', 'agent.run']",
              "!(has(call.exception) && call.exception == 'timeout')",
              "("
                  + TWO_MODELS
                  + " || (has(call.inputs.temperature) && call.inputs.temperature <= 0.2)"
                  + " || int(call.attributes.retries) >= 1)",
              IN_TIME,
              "call.attributes.env == 'production'",
              "("
                  + HAS_INVOICE
                  + " || call.inputs.prompt.contains('refund') || "
                  + HAS_DELIVERY
                  + " || ('gpt-4o' in call.summary.usage"
                  + " && call.summary.usage['gpt-4o'].prompt_tokens > 1500))"));

  private CelQueries() {}

  static List<Predicate<Map<String, Object>>> all() {
    Cel cel =
        CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.HAS)
            .addVar("call", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .setResultType(SimpleType.BOOL)
            .build();
    return EXPRESSIONS.stream().map(expression -> compile(cel, expression)).toList();
  }

  /** {@return the variables of an evaluation: the call as maps} */
  static Map<String, Object> variables(JsonNode call) {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
    return Map.of("call", mapper.convertValue(call, new TypeReference<Map<String, Object>>() {}));
  }

  private static Predicate<Map<String, Object>> compile(Cel cel, String expression) {
    try {
      CelRuntime.Program program = cel.createProgram(cel.compile(expression).getAst());
      return variables -> evaluate(program, variables);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(expression, e);
    }
  }

  private static boolean evaluate(CelRuntime.Program program, Map<String, Object> variables) {
    try {
      return (boolean) program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException(e);
    }
  }
}
