package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.json.Loc;
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
      beside.otherModels().forEach(found::another);
    }
    walk.finish();
    settle(found, form, context, draft);
    // Tracers write zeros where a call used no model.
    long asCounted = draft.isNothing() ? 0 : 1;
    draft.addRequests(found.has(Quantity.REQUESTS) ? found.orZero(Quantity.REQUESTS) : asCounted);
    if (beside != null && !draft.isNothing()) {
      draft.addOthers(beside);
    }
    return build(found, form, context, draft);
  }

  /**
   * {@return the usage of a request that was made, in whichever form it is, or in none}
   *
   * @param response the members beside the usage in the response that it is of, null for none
   * @throws ArithmeticException if a count or a sum of counts exceeds 64 bits
   */
  static RecordedUsage ofRequest(
      ReadingContext context, Map<?, ?> object, @Nullable Map<?, ?> response) {
    Draft draft = new Draft();
    Walk walk = new Walk(draft::malformed, draft::note);
    Gathered found = new Gathered();
    walk.object(object, Members.TOP, Loc.ROOT, found);
    Gathered beside = new Gathered();
    if (response != null) {
      walk.object(response, Members.RESPONSE, Loc.ROOT, beside);
      beside.models().forEach(found::model);
    }
    walk.finish();
    Form shown = Form.of(found.signs(), context.provider());
    Form form = shown == null ? Form.OTHER_THAN_TOKENS : shown;
    settle(found, form, context, draft);
    boolean isOtherThanTokens =
        (found.shows(Sign.OTHER_THAN_TOKENS) || found.shows(Sign.COHERE)) && !draft.isNothing();
    if (draft.hasNoTokens() && !isOtherThanTokens) {
      draft.note(ReadingNote.of(UsageNote.Kind.NO_USAGE));
    }
    draft.addRequests(Math.max(1, found.orZero(Quantity.REQUESTS)));
    draft.addOthers(beside);
    return build(found, form, context, draft);
  }

  /** Different counts under the contract's two names of one are the contract's to settle. */
  private static boolean isContradictory(Gathered found) {
    return found.shows(Sign.CHAT)
        && found.shows(Sign.INPUT_OUTPUT)
        && (found.doNamesDiffer(Quantity.INPUT) || found.doNamesDiffer(Quantity.OUTPUT));
  }

  private static RecordedUsage build(
      Gathered found, Form form, ReadingContext context, Draft draft) {
    String server =
        context.provider() == null
            ? ProviderHint.of(form, found, context.model())
            : context.provider();
    return draft.build(server);
  }

  /** Puts together what was found, all but how many requests it was for. */
  static void settle(Gathered found, Form form, ReadingContext context, Draft draft) {
    Settlement settled = Settlement.of(found, form, context, draft::note);
    if (!found.models().isEmpty()) {
      Breakdown breakdown = new Breakdown(found, context, draft);
      if (breakdown.replaces(settled)) {
        breakdown.add(found);
        addOtherModels(found, context, draft);
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
    addOtherModels(found, context, draft);
    Repeats.check(found, settled, context, draft);
  }

  /** Adds what other models did on the way to the answer. */
  private static void addOtherModels(Gathered found, ReadingContext context, Draft draft) {
    for (Gathered.OfModel other : found.otherModels()) {
      Form form = Form.of(other.usage().signs(), context.provider());
      if (form != null) {
        Draft of = draft.otherModel(other.model());
        of.addRequests(1);
        of.add(other.usage(), Settlement.of(other.usage(), form, context, of::note), form);
      }
    }
  }
}
