package io.tokentally.report.text;

import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnpricedReason;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Why something has no price, and the options of the program that would change it. */
public final class Unpriced {
  private static final String WHO = "--provider NAME says who served it";
  private static final String OWN_PRICE = "--prices FILE takes a price of yours";
  private static final Pattern PLAIN = Pattern.compile("[\\w.:/@+=-]+");

  private Unpriced() {}

  /** {@return the models, those with the most tokens first} */
  public static List<UnpricedModel> byTokens(List<UnpricedModel> models) {
    return models.stream()
        .sorted(
            Comparator.comparing(
                    UnpricedModel::totalTokens, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(UnpricedModel::callCount, Comparator.reverseOrder()))
        .toList();
  }

  /** {@return why the model has no price, a sentence for each reason} */
  public static List<String> reasons(UnpricedModel model) {
    return model.reasons().stream().map(reason -> reason(model.model(), reason)).toList();
  }

  /** {@return why a model has no price, and what would change it} */
  public static String reason(String model, UnpricedReason reason) {
    String remedy = remedy(model, reason);
    return Words.clean(remedy.isEmpty() ? reason.why() : reason.why() + "; " + remedy);
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
