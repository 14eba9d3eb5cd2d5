package io.tokentally.providers.usage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells who served a model, as far as its usage and its name show. */
final class ProviderHint {

  /** A model of Anthropic under the name that Bedrock gives it, perhaps with a region. */
  private static final Pattern ON_BEDROCK =
      Pattern.compile("(arn:aws[a-z-]*:bedrock:.*)|(([a-z-]{2,8}\\.)?anthropic\\..*)");

  /** A model under the name that Bedrock gives it: its maker, a dot and its name. */
  private static final Pattern IN_BEDROCKS_WORDS =
      Pattern.compile("(arn:aws[a-z-]*:bedrock:.*)|([a-z0-9-]+\\.[a-z].*)");

  /** A model of Anthropic under the name that Vertex AI gives it. */
  private static final Pattern ON_VERTEX = Pattern.compile("[^@]*@[0-9]{8}");

  private ProviderHint() {}

  /** {@return the id of the provider that the form and the model show, null if they do not} */
  static @Nullable String of(Form form, Gathered found, @Nullable String model) {
    if (ProviderId.ANTHROPIC.equals(form.provider) && form != Form.MODEL_USAGE) {
      return ofClaude(model);
    }
    if (form == Form.CONVERSE && !found.shows(Sign.BEDROCK)) {
      // Input and output in camel case are everybody's.
      return model == null || IN_BEDROCKS_WORDS.matcher(model).matches()
          ? ProviderId.BEDROCK
          : null;
    }
    return form.provider == null ? bySigns(found) : form.provider;
  }

  private static @Nullable String bySigns(Gathered found) {
    if (!found.shows(Sign.CHAT)) {
      return null;
    }
    if (found.shows(Sign.GROQ)) {
      return ProviderId.GROQ;
    }
    if (found.shows(Sign.OPENROUTER)) {
      return ProviderId.OPENROUTER;
    }
    if (found.shows(Sign.DEEPSEEK)) {
      return ProviderId.DEEPSEEK;
    }
    return found.shows(Sign.MISTRAL) ? ProviderId.MISTRAL : null;
  }

  private static String ofClaude(@Nullable String model) {
    if (model == null || isPlain(model)) {
      return ProviderId.ANTHROPIC;
    }
    if (ON_BEDROCK.matcher(model).matches()) {
      return ProviderId.BEDROCK;
    }
    return ON_VERTEX.matcher(model).matches() ? ProviderId.GEMINI : ProviderId.ANTHROPIC;
  }

  /** {@return whether a name has none of what those on Bedrock and Vertex AI have} */
  private static boolean isPlain(String model) {
    return model.indexOf('.') < 0 && model.indexOf(':') < 0 && model.indexOf('@') < 0;
  }
}
