package io.tokentally.providers.usage;

import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.usage.RecordedTotal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a message of Anthropic. Its counts are the sum of the answering model's steps; what
 * compacted the context, an advisor, and a model that declined stand in the steps alone.
 */
final class Steps {

  private static final String COMPACTION = "compaction";
  private static final String ADVISOR = "advisor_message";

  private final Gathered message;
  private final ReadingContext context;
  private final Consumer<ReadingNote> notes;
  private final Draft draft;

  Steps(Gathered message, ReadingContext context, Draft draft) {
    this.message = message;
    this.context = context;
    this.draft = draft;
    this.notes = draft::note;
  }

  /** Adds the steps that the message does not hold. */
  void add() {
    List<Gathered.Step> steps = message.steps();
    String answering = answering(steps);
    Gathered inside = new Gathered();
    Gathered unknown = new Gathered();
    for (Gathered.Step step : steps) {
      if (ADVISOR.equals(step.type())) {
        addAdvisor(step);
      } else if (COMPACTION.equals(step.type())) {
        addOwn(step.usage());
      } else if (isOfAnother(step, answering)) {
        addOther(Objects.requireNonNull(step.model()), step.usage());
      } else {
        (isKnown(step.type()) ? inside : unknown).addElement(step.usage());
      }
    }
    settleUnknown(inside, unknown);
  }

  /** {@return the model whose steps the message sums up: that of the last one} */
  private static @Nullable String answering(List<Gathered.Step> steps) {
    String last = null;
    for (Gathered.Step step : steps) {
      boolean isMessage = !ADVISOR.equals(step.type()) && !COMPACTION.equals(step.type());
      last = isMessage && step.model() != null ? step.model() : last;
    }
    return last;
  }

  private static boolean isOfAnother(Gathered.Step step, @Nullable String answering) {
    return step.model() != null && !step.model().equals(answering);
  }

  private static boolean isKnown(@Nullable String type) {
    return type == null || type.equals("message") || type.equals("fallback_message");
  }

  /** Steps of a kind that is not known are inside the message if its counts show it. */
  private void settleUnknown(Gathered inside, Gathered unknown) {
    Gathered all = new Gathered();
    all.addElement(inside);
    all.addElement(unknown);
    if (isSum(all) || !isAny(all)) {
      return;
    }
    if (isAny(unknown) && (isSum(inside) || !isAny(inside))) {
      addOwn(unknown);
    } else {
      for (Quantity quantity : List.of(Quantity.INPUT, Quantity.OUTPUT)) {
        if (message.orZero(quantity) != all.orZero(quantity)) {
          notes.accept(
              RecordedTotal.differs(
                  quantity == Quantity.INPUT
                      ? "iterations input_tokens"
                      : "iterations output_tokens",
                  message.orZero(quantity),
                  all.orZero(quantity)));
        }
      }
    }
  }

  private static boolean isAny(Gathered usage) {
    return usage.orZero(Quantity.INPUT) > 0 || usage.orZero(Quantity.OUTPUT) > 0;
  }

  private boolean isSum(Gathered usage) {
    return usage.orZero(Quantity.INPUT) == message.orZero(Quantity.INPUT)
        && usage.orZero(Quantity.OUTPUT) == message.orZero(Quantity.OUTPUT);
  }

  private void addAdvisor(Gathered.Step step) {
    if (step.model() == null) {
      draft.charge("advisor_requests", 1);
    } else {
      addOther(step.model(), step.usage());
    }
  }

  /** A request of its own to the same model, where that is known: its prompt is one for itself. */
  private void addOwn(Gathered usage) {
    if (context.model() != null) {
      addOther(context.model(), usage);
    } else {
      draft.add(usage, settled(usage), Form.ANTHROPIC);
    }
  }

  private void addOther(String model, Gathered usage) {
    Draft other = draft.otherModel(model);
    other.addRequests(1);
    other.add(usage, settled(usage), Form.ANTHROPIC);
    other.addServing(message);
  }

  private Settlement settled(Gathered usage) {
    return Settlement.of(usage, Form.ANTHROPIC, context, notes);
  }
}
