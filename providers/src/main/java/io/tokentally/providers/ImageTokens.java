package io.tokentally.providers;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many prompt tokens an image has, by the rule that its provider documents for the model. A
 * model that no rule names has none here: rules differ too much to guess.
 */
final class ImageTokens {
  /** A rule, for the models of these names, and for their dated versions. */
  private record ForModels(List<String> names, Rule rule) {
    private static final Pattern VERSION =
        Pattern.compile("|[-@](?:20[0-9]{2}-?[0-9]{2}-?[0-9]{2}|latest|[0-9]{3})");

    boolean fits(String model) {
      return names.stream()
          .anyMatch(
              name ->
                  model.startsWith(name)
                      && VERSION.matcher(model.substring(name.length())).matches());
    }
  }

  private interface Rule {
    long tokens(long width, long height);
  }

  /**
   * OpenAI: https://platform.openai.com/docs/guides/images-vision (calculating costs, August 2026).
   * Anthropic: https://docs.claude.com/en/docs/build-with-claude/vision (evaluate image size).
   * Gemini: https://ai.google.dev/gemini-api/docs/tokens (multimodal tokens).
   */
  private static final List<ForModels> RULES =
      List.of(
          new ForModels(List.of("gpt-4.1-mini", "gpt-5-mini"), patches(162)),
          new ForModels(List.of("gpt-4.1-nano", "gpt-5-nano"), patches(246)),
          new ForModels(List.of("o4-mini"), patches(172)),
          new ForModels(List.of("gpt-4o-mini"), tiles(2_833, 5_667)),
          new ForModels(List.of("gpt-4o", "gpt-4.1", "gpt-4.5-preview"), tiles(85, 170)),
          new ForModels(List.of("gpt-5", "gpt-5-chat-latest"), tiles(70, 140)),
          new ForModels(List.of("o1", "o1-pro", "o3"), tiles(75, 150)),
          new ForModels(
              List.of(
                  "claude-3-opus",
                  "claude-3-sonnet",
                  "claude-3-haiku",
                  "claude-3-5-sonnet",
                  "claude-3-5-haiku",
                  "claude-3-7-sonnet",
                  "claude-haiku-4-5",
                  "claude-sonnet-4",
                  "claude-sonnet-4-5",
                  "claude-opus-4",
                  "claude-opus-4-1"),
              ImageTokens::anthropic),
          new ForModels(
              List.of("gemini-2.0-flash", "gemini-2.5-flash", "gemini-2.5-pro"),
              ImageTokens::gemini));

  /** Providers that may stand before a model, behind a slash. */
  private static final Set<String> PREFIXES =
      Set.of("anthropic", "azure", "gemini", "google", "openai", "vertex_ai");

  private ImageTokens() {}

  /** {@return the tokens in high detail, null if the model has no rule here} */
  static @Nullable TokenRange of(String model, ImageSize image) {
    String name = model.toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    boolean isKnown = slash < 0 || PREFIXES.contains(name.substring(0, slash));
    String bare = name.substring(slash + 1);
    for (ForModels each : RULES) {
      if (isKnown && each.fits(bare)) {
        return TokenRange.exactly(each.rule().tokens(image.width(), image.height()));
      }
    }
    return null;
  }

  /**
   * OpenAI's patches of 32 pixels: scaled down until at most 1,536 cover the image, times a factor.
   */
  private static Rule patches(long percent) {
    return (width, height) -> {
      long patches = inPatches(width) * inPatches(height);
      if (patches > 1_536) {
        double scale = Math.sqrt(1_536.0 * 32 * 32 / ((double) width * height));
        double across = width * scale / 32;
        double down = height * scale / 32;
        double fit = Math.min(Math.floor(across) / across, Math.floor(down) / down);
        patches = Math.min(1_536, (long) Math.ceil(across * fit) * (long) Math.ceil(down * fit));
      }
      return (patches * percent + 99) / 100;
    };
  }

  private static long inPatches(long pixels) {
    return (pixels + 31) / 32;
  }

  /**
   * OpenAI's tiles of 512 pixels: scaled to fit a square of 2,048, then until the shorter side has
   * at most 768.
   */
  private static Rule tiles(long base, long tile) {
    return (width, height) -> {
      double scale = Math.min(1, 2_048.0 / Math.max(width, height));
      scale = Math.min(scale, 768.0 / Math.min(width, height));
      return base + tile * tiles(width * scale) * tiles(height * scale);
    };
  }

  private static long tiles(double pixels) {
    return Math.max(1, (long) Math.ceil(pixels / 512 - 1e-9));
  }

  /** Width times height by 750, of an image whose longer side has at most 1,568 pixels. */
  private static long anthropic(long width, long height) {
    double scale = Math.min(1, 1_568.0 / Math.max(width, height));
    double tokens = width * scale * (height * scale) / 750;
    return Math.min(1_600, (long) Math.ceil(tokens));
  }

  /** 258 for a small image, and for each tile of 768 pixels of a larger one. */
  private static long gemini(long width, long height) {
    if (width <= 384 && height <= 384) {
      return 258;
    }
    return 258 * ((width + 767) / 768) * ((height + 767) / 768);
  }
}
