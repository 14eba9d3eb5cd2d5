package io.tokentally.providers.usage;

import io.tokentally.aggregation.CacheConvention;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside a usage object.
 *
 * @param provider the id of who returned it, null to recognise it by its members
 * @param model the model, null if it is not known
 * @param convention whether the prompt includes cached tokens, where the object leaves it open
 * @param written where the program that recorded the object puts cached tokens, if that is known:
 *     {@link Place#INSIDE} or {@link Place#ON_TOP}; else {@link Place#OPEN}
 */
public record ReadingContext(
    @Nullable String provider, @Nullable String model, CacheConvention convention, Place written) {

  public ReadingContext(
      @Nullable String provider, @Nullable String model, CacheConvention convention) {
    this(provider, model, convention, Place.OPEN);
  }

  /** Models of those who count cached tokens inside the prompt. */
  private static final Pattern INCLUSIVE =
      Pattern.compile(
          "(^|[/.:])(gpt|o[1-9]|chatgpt|gemini|grok|mistral|codestral|deepseek)[-.0-9]");

  /** {@return whether the model's own provider counts cached tokens on top, as Anthropic does} */
  boolean isExclusiveByModel() {
    return model != null && model.toLowerCase(Locale.ROOT).contains("claude");
  }

  /** {@return whether the model's own provider counts cached tokens inside the prompt} */
  boolean isInclusiveByModel() {
    return model != null && INCLUSIVE.matcher(model.toLowerCase(Locale.ROOT)).find();
  }
}
