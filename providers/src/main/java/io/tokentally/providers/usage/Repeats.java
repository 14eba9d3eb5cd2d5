package io.tokentally.providers.usage;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.aggregation.usage.RecordedTotal;

/** Usage that an object tells of again: as the provider wrote it, or a request an element. */
final class Repeats {

  private Repeats() {}

  /** Takes over what the repeated usage says besides; notes it if it says something else. */
  static void check(Gathered found, Settlement settled, ReadingContext context, Draft draft) {
    for (Gathered.Repeated again : found.again()) {
      Gathered usage = again.usage();
      Form form = Form.of(usage.signs(), context.provider());
      if (form == null) {
        continue;
      }
      ReadingContext inside =
          new ReadingContext(context.provider(), context.model(), CacheConvention.AUTO);
      Settlement other = Settlement.of(usage, form, inside, note -> {});
      boolean isOtherTotal = other.total > 0 && settled.total > 0 && other.total != settled.total;
      if (isOtherTotal) {
        String field = Counts.dotted(again.at().key("total_tokens"));
        draft.note(RecordedTotal.differs(field, other.total, settled.total));
      }
      if (other.prompt == settled.prompt && other.completion == settled.completion) {
        draft.addOthers(usage);
      } else {
        String value =
            "prompt "
                + other.prompt
                + " and completion "
                + other.completion
                + " instead of "
                + settled.prompt
                + " and "
                + settled.completion;
        draft.note(new ReadingNote(UsageNote.Kind.TOTAL_DIFFERS, Counts.dotted(again.at()), value));
      }
    }
  }
}
