package io.tokentally.examples;

import java.util.ArrayList;
import java.util.List;

/** What a reader of the table has to know before trusting its figures. */
final class Remarks {

  private Remarks() {}

  static List<String> of(Report report) {
    List<String> remarks = new ArrayList<>();
    int asked = report.usage().callIds().size();
    int within = asked - report.usage().rootIds().size();
    if (within > 0 && !report.input().isEverythingPicked()) {
      remarks.add(
          "Calls asked about that are counted in another one above them: "
              + Words.number(within)
              + " of "
              + Words.number(asked)
              + ".");
    }
    int unrecognised = report.usage().unrecognised().size();
    if (unrecognised > 0) {
      remarks.add(
          "The totals are too low: usage was not recognised in "
              + Words.count(unrecognised, "place")
              + "; see Unrecognised usage.");
    }
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
