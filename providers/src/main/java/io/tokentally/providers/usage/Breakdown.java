package io.tokentally.providers.usage;

import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedCost;
import io.tokentally.aggregation.usage.RecordedTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Usage by model beside the counts that sum it up, as of an answer that several models gave, or of
 * a day. It counts in place of the sum, which has no price of its own.
 */
final class Breakdown {

  /** What one model used, settled. */
  private record Part(String model, Gathered usage, Form form, Settlement settled) {}

  private final List<Part> parts = new ArrayList<>();
  private final ReadingContext context;
  private final Draft draft;

  Breakdown(Gathered found, ReadingContext context, Draft draft) {
    this.context = context;
    this.draft = draft;
    for (Gathered.OfModel each : found.models()) {
      Form form = Form.of(each.usage().signs(), context.provider());
      if (form != null) {
        ReadingContext inside =
            new ReadingContext(context.provider(), each.model(), context.convention());
        Consumer<ReadingNote> notes = draftOf(each.model())::note;
        parts.add(
            new Part(
                each.model(),
                each.usage(),
                form,
                Settlement.of(each.usage(), form, inside, notes)));
      }
    }
  }

  /** {@return whether the parts count in place of the sum, as they do unless they are less} */
  boolean replaces(Settlement sum) {
    long prompt = 0;
    long completion = 0;
    boolean isOneOfThem = false;
    for (Part part : parts) {
      prompt = Math.addExact(prompt, part.settled.prompt);
      completion = Math.addExact(completion, part.settled.completion);
      isOneOfThem |= part.settled.prompt == sum.prompt && part.settled.completion == sum.completion;
    }
    if (parts.isEmpty()) {
      return false;
    }
    if (prompt == sum.prompt && completion == sum.completion) {
      return true;
    }
    boolean isLess = prompt < sum.prompt || completion < sum.completion;
    boolean isNothing = (sum.prompt | sum.completion) == 0;
    if (!isNothing && (isLess || !isOneOfThem)) {
      draft.note(RecordedTotal.differs("prompt_tokens by model", sum.prompt, prompt));
      draft.note(RecordedTotal.differs("completion_tokens by model", sum.completion, completion));
    }
    return !isLess;
  }

  /** Adds the parts, and what was charged for all of them. */
  void add(Gathered sum) {
    List<RecordedCost> costs = new ArrayList<>();
    for (Part part : parts) {
      Draft of = draftOf(part.model);
      of.add(part.usage, part.settled, part.form);
      of.addRequests(part.usage.has(Quantity.REQUESTS) ? part.usage.orZero(Quantity.REQUESTS) : 1);
      of.addServing(sum);
      costs.addAll(part.usage.costs());
    }
    draft.addCharges(sum);
    if (costs.isEmpty()) {
      draft.addCosts(sum);
    }
  }

  private Draft draftOf(String model) {
    return model.equals(context.model()) ? draft : draft.otherModel(model);
  }
}
