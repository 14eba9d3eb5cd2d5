package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.json.Loc;
import io.tokentally.providers.Provider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a usage object in whichever form it is. */
public final class ProviderUsageReader {

  private ProviderUsageReader() {}

  /**
   * {@return the usage, null if the form is not known}
   *
   * @throws ArithmeticException if a count or a sum of counts exceeds 64 bits
   */
  public static @Nullable RecordedUsage read(ReadingContext context, Map<?, ?> object) {
    return read(context, object, null);
  }

  /**
   * {@return the usage, null if the form is not known}
   *
   * @param response the members beside the usage in the response that it is of, null for none
   * @throws ArithmeticException if a count or a sum of counts exceeds 64 bits
   */
  public static @Nullable RecordedUsage read(
      ReadingContext context, Map<?, ?> object, @Nullable Map<?, ?> response) {
    Draft draft = new Draft();
    Walk walk = new Walk(draft::malformed, draft::note);
    Gathered found = new Gathered();
    walk.object(object, Members.TOP, Loc.ROOT, found);
    Form form = Form.of(found.signs(), context.provider());
    if (form == null || isContradictory(found)) {
      return null;
    }
    Gathered beside = null;
    if (response != null) {
      beside = new Gathered();
      walk.object(response, Members.RESPONSE, Loc.ROOT.key("output"), beside);
      beside.models().forEach(found::model);
    }
    walk.finish();
    return build(found, beside, form, context, draft);
  }

  /** Different counts under the contract's two names of one are the contract's to settle. */
  private static boolean isContradictory(Gathered found) {
    return found.shows(Sign.CHAT)
        && found.shows(Sign.INPUT_OUTPUT)
        && (found.doNamesDiffer(Quantity.INPUT) || found.doNamesDiffer(Quantity.OUTPUT));
  }

  private static RecordedUsage build(
      Gathered found, @Nullable Gathered beside, Form form, ReadingContext context, Draft draft) {
    settle(found, form, context, draft);
    // Tracers write zeros where a call used no model.
    long asCounted = draft.isNothing() ? 0 : 1;
    draft.addRequests(found.has(Quantity.REQUESTS) ? found.orZero(Quantity.REQUESTS) : asCounted);
    if (beside != null && !draft.isNothing()) {
      draft.addOthers(beside);
    }
    Provider server =
        context.provider() == null
            ? ProviderHint.of(form, found, context.model())
            : context.provider();
    return draft.build(server == null ? null : server.id());
  }

  /** Puts together what was found, all but how many requests it was for. */
  static void settle(Gathered found, Form form, ReadingContext context, Draft draft) {
    Settlement settled = Settlement.of(found, form, context, draft::note);
    if (!found.models().isEmpty()) {
      Breakdown breakdown = new Breakdown(found, context, draft);
      if (breakdown.replaces(settled)) {
        breakdown.add(found);
        return;
      }
    }
    draft.add(found, settled, form);
    if (form.reasoning == Place.APART && found.orZero(Quantity.REASONING) > 0) {
      draft.charge(OtherKind.REASONING, found.orZero(Quantity.REASONING));
    }
    draft.total(settled.total);
    if (!found.steps().isEmpty()) {
      new Steps(found, context, draft).add();
    }
    Repeats.check(found, settled, context, draft);
  }
}
