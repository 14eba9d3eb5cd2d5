package io.tokentally.report.text;

import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnpricedReason;
import java.util.List;
import java.util.regex.Pattern;

/** Why something has no price, and the options of the program that would change it. */
public final class Unpriced {
  private static final String WHO = "--provider NAME says who served it";
  private static final String OWN_PRICE = "--prices FILE takes a price of yours";
  private static final Pattern PLAIN = Pattern.compile("[\\w.:/@+=-]+");

  private Unpriced() {}

  /** {@return why the model has no price, a sentence for each reason} */
  public static List<String> reasons(UnpricedModel model) {
    return model.reasons().stream().map(reason -> reason(model.model(), reason)).toList();
  }

  /** {@return why a model has no price, and what would change it} */
  public static String reason(String model, UnpricedReason reason) {
    String remedy = remedy(model, reason);
    return Words.clean(remedy.isEmpty() ? why(reason) : why(reason) + "; " + remedy);
  }

  private static String why(UnpricedReason reason) {
    String detail = reason.detail() == null ? "" : " (" + reason.detail() + ")";
    return switch (reason.kind()) {
      case NO_ROW -> "no price has this name" + detail;
      case NO_DATE -> "the call has no started_at, which decides between prices" + detail;
      case ALL_LATER -> "all its prices take effect later" + detail;
      case OTHER_PROVIDER -> "only other providers have a price" + detail;
      case AMBIGUOUS -> "several prices differ, and nothing says which one it is" + detail;
      case SKIPPED -> "the price list names it without a price that can be used" + detail;
      case NO_RATE -> "the price has no rate for this" + detail;
    };
  }

  /** {@return what would change it: options of the program; empty if only the calls can} */
  public static String remedy(String model, UnpricedReason reason) {
    String nearest = reason.nearest();
    String alias =
        nearest == null
            ? ""
            : "if it is " + nearest + ": --alias " + argument(model + "=" + nearest);
    return switch (reason.kind()) {
      case NO_DATE, ALL_LATER -> "";
      case NO_ROW -> alias.isEmpty() ? OWN_PRICE : alias;
      case SKIPPED, NO_RATE -> OWN_PRICE;
      case OTHER_PROVIDER -> alias.isEmpty() ? WHO : alias;
      case AMBIGUOUS -> alias.isEmpty() ? WHO : WHO + "; " + alias;
    };
  }

  /** {@return the text as a shell takes it as one argument} */
  private static String argument(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
