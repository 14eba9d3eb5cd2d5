package io.tokentally.report.data;

import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.Unpriced;
import io.tokentally.report.text.Words;
import java.util.List;

/** Reports on standard error what the rows of a CSV leave out, a line for each kind of finding. */
final class FindingWarnings {

  private static final int MOST_TOLD = 5;

  private final Sink to;

  FindingWarnings(Sink to) {
    this.to = to;
  }

  void tellUnpriced(String what, List<UnpricedModel> models) {
    List<String> counted =
        Unpriced.byTokens(models).stream().map(FindingWarnings::counted).toList();
    tell(what, counted.size(), counted);
  }

  private static String counted(UnpricedModel model) {
    String calls = model.model() + ": " + Words.count(model.callCount(), "call");
    List<String> reasons = Unpriced.reasons(model);
    return reasons.isEmpty() ? calls : calls + ", " + Words.first(1, "; ", reasons);
  }

  void tell(String what, List<FindingGroup> groups) {
    List<String> counted =
        groups.stream()
            .map(group -> group.title() + ": " + Words.number(group.items().size()))
            .toList();
    tell(what, FindingGroup.count(groups), counted);
  }

  void tell(String what, long count, List<String> findings) {
    if (count > 0) {
      to.say(what + " (" + Words.number(count) + "): " + Words.first(MOST_TOLD, "; ", findings));
    }
  }
}
