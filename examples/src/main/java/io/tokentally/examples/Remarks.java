package io.tokentally.examples;

import java.util.ArrayList;
import java.util.List;

/** What a reader of the table has to know before trusting its figures. */
final class Remarks {

  private static final List<String> PRICES_HINT =
      List.of(
          "No prices were given. --prices FILE takes a price per token for each model:",
          "  {\"gpt-4o\": {\"prompt_token_cost\": 0.0000025, \"completion_token_cost\": 0.00001}}");

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
    if (report.prices().isEmpty()) {
      remarks.addAll(PRICES_HINT);
    }
    return remarks;
  }
}
