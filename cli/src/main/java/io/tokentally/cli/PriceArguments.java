package io.tokentally.cli;

import io.tokentally.report.PriceSources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which prices a command uses, and which names of models stand for others. */
final class PriceArguments {

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = {
        "Prices by model. May be repeated: the first file that has a price counts. A file is a"
            + " price list of LiteLLM, genai-prices or Weave, a price file of one's own, or the body"
            + " of a /cost/create request, or its costs object alone, as in",
        "  {\"gpt-4o\": {",
        "    \"prompt_token_cost\": 0.0000025,",
        "    \"completion_token_cost\": 0.00001}}",
        "bundled stands for the bundled prices, which are asked last wherever they are named.",
        "Default: bundled; of serve, which finds models by their exact names: none."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--alias",
      paramLabel = "NAME=MODEL",
      description =
          "Price the recorded name as this model of the prices; may be repeated. A report suggests"
              + " it where a name has no price of its own but a similar one has, and names those"
              + " that no call used.")
  private Map<String, String> aliases = new LinkedHashMap<>();

  /** {@return the prices that were asked for, null if none were} */
  @Nullable PriceSources readNamed() {
    if (files.isEmpty() && !aliases.isEmpty()) {
      throw Failure.failed("--alias: expected the prices that have the model (--prices)");
    }
    return files.isEmpty() ? null : read();
  }

  /** {@return the prices that were asked for, the bundled ones if none were} */
  PriceSources read() {
    return read(List.of());
  }

  /** {@return the prices of files, then those that were asked for} */
  PriceSources read(List<String> first) {
    List<String> all = new ArrayList<>(first);
    all.addAll(files);
    return readOnly(all);
  }

  /** {@return the prices of files alone, with the same aliases} */
  PriceSources readOnly(List<String> others) {
    return PriceFiles.read(others).alias(aliases);
  }
}
