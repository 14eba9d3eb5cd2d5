package io.tokentally.providers.usage;

import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.providers.Provider;
import io.tokentally.value.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a usage object in whichever form it is. */
public final class ProviderUsageReader {

  private ProviderUsageReader() {}

  /**
   * {@return the usage, null if the form is not known}
   *
   * @param provider who returned it, null to recognise it by its members
   * @param model the model, null if it is not known
   * @throws ArithmeticException if a count or a sum of counts exceeds 64 bits
   */
  public static @Nullable RecordedUsage read(
      @Nullable Provider provider, @Nullable String model, Map<?, ?> object) {
    Map<?, ?> usage = JsonValues.withTextKeys(object);
    Form form = Detection.of(usage, provider);
    if (form == null) {
      return null;
    }
    Draft draft = new Draft();
    Counts counts = new Counts(usage, draft::malformed);
    form.read(counts, draft);
    long requests = counts.read("requests");
    // Tracers write zeros where a call used no model.
    long asCounted = draft.isNothing() ? 0 : 1;
    draft.addRequests(requests == Counts.ABSENT ? asCounted : requests);
    Provider server = provider == null ? ProviderHint.of(form, counts, model) : provider;
    draft.provider(server == null ? null : server.id());
    boolean isGuess = provider == null && form == Form.ANTHROPIC;
    if (isGuess && draft.isCached() && Detection.isAnthropicByCacheAlone(usage)) {
      draft.note(UsageNote.Kind.TAKEN_AS_EXCLUSIVE);
    }
    return draft.build();
  }
}
