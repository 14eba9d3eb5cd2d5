package io.tokentally.cli;

import io.tokentally.ValidationException;
import io.tokentally.providers.PriceLists;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.text.Errors;
import java.util.ArrayList;
import java.util.List;

/** Price files named on the command line. */
final class PriceFiles {

  private PriceFiles() {}

  /** Stands for the bundled prices in place of a file; {@code ./bundled} is a file of that name. */
  private static final String BUNDLED = "bundled";

  /**
   * {@return the prices of the files, the first before the others; the bundled ones without any,
   * and last where they are named}
   */
  static PriceSources read(List<String> files) {
    if (files.stream().allMatch(BUNDLED::equals)) {
      return PriceSources.bundled();
    }
    List<PriceSource> sources = new ArrayList<>();
    files.stream().filter(file -> !file.equals(BUNDLED)).forEach(file -> sources.add(read(file)));
    if (files.contains(BUNDLED)) {
      sources.add(PriceSource.bundled());
    }
    return PriceSources.of(sources);
  }

  private static PriceSource read(String file) {
    String text = TextFile.read(file);
    try {
      return new PriceSource(file, PriceLists.parse(text), true);
    } catch (ValidationException e) {
      boolean isNamedOtherwise = text.contains("\"input\"") && text.contains("\"output\"");
      String hint =
          isNamedOtherwise
              ? "; rates of one's own are prompt_token_cost and completion_token_cost, per token"
              : "";
      throw Failure.refused(file + ": " + Errors.first(e) + hint);
    }
  }
}
