package io.tokentally.report;

import java.util.List;

/** What a report was made of, as far as people want to see it beside the figures. */
public interface ReportSource {

  /** {@return what the calls are from, in a word or two, such as the name of a file} */
  String title();

  /** {@return how many calls of how many traces there are, and of what time} */
  String summary();

  /** {@return whether there is a call with the id, reported on or not} */
  boolean contains(String callId);

  /** {@return the short name of a call's operation; empty if it has none} */
  String name(String callId);

  /** {@return whether the report is about all calls that there are} */
  boolean isEverythingPicked();

  /** {@return records that were left out because they are no calls} */
  SkippedRecords skipped();

  /** {@return the files that it was made of, if it was not simply one file of calls} */
  default List<SourceFile> files() {
    return List.of();
  }

  /** {@return all calls, if they were kept for a picture; else none} */
  List<PictureCall> calls();
}
