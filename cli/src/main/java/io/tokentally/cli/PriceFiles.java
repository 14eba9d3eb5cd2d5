package io.tokentally.cli;

import io.tokentally.ValidationException;
import io.tokentally.providers.PriceLists;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.text.Errors;
import java.util.List;

/** Price files named on the command line. */
final class PriceFiles {

  private PriceFiles() {}

  /**
   * {@return the prices of the files, the first before the others; the bundled ones without any}
   */
  static PriceSources read(List<String> files) {
    return files.isEmpty()
        ? PriceSources.bundled()
        : PriceSources.of(files.stream().map(PriceFiles::read).toList());
  }

  private static PriceSource read(String file) {
    try {
      return new PriceSource(file, PriceLists.parse(TextFile.read(file)), true);
    } catch (ValidationException e) {
      throw Failure.refused(file + ": " + Errors.first(e));
    }
  }
}
