package io.tokentally.examples.picture;

import io.tokentally.aggregation.UsageReport;
import java.util.List;

/**
 * A report as it is to be drawn. {@link HtmlPage}, {@link FoldedStacks} and {@link SpeedscopeFile}
 * write it.
 *
 * @param title what the calls are, in a few words
 * @param span how many calls of what time they are; may be empty
 * @param remarks what a reader has to know before trusting the figures, a sentence each
 * @param basis what was read, how it was reckoned, and at which prices, a line each
 * @param calls all calls that the report was made of; those that it is not about are left out
 * @param usage the report
 */
public record Picture(
    String title,
    String span,
    List<String> remarks,
    List<String> basis,
    List<PictureCall> calls,
    UsageReport usage) {

  public Picture {
    remarks = List.copyOf(remarks);
    basis = List.copyOf(basis);
    calls = List.copyOf(calls);
  }

  CallTree tree() {
    return CallTree.of(calls, usage);
  }
}
