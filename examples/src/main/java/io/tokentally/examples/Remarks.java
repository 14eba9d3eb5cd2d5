package io.tokentally.examples;

import io.tokentally.examples.text.Basis;
import io.tokentally.examples.text.Words;
import java.util.ArrayList;
import java.util.List;

/** What a reader of the table has to know before trusting its figures. */
final class Remarks {

  private Remarks() {}

  static List<String> of(Report report) {
    List<String> remarks =
        new ArrayList<>(Basis.remarks(report.usage(), report.input().isEverythingPicked()));
    long skipped = report.input().file().skipped().count();
    if (skipped > 0) {
      remarks.add("Bad records left out: " + Words.number(skipped) + "; see standard error.");
    }
    if (report.prices().isBundled() && !report.usage().unitByModel().isEmpty()) {
      remarks.add("Prices are the bundled ones, see below; --prices FILE takes yours.");
    }
    return remarks;
  }
}
