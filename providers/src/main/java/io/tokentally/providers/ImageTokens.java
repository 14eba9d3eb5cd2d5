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
    TokenRange tokens(long width, long height);
  }

  /**
   * What was read in November 2026:
   *
   * <ul>
   *   <li>OpenAI, https://platform.openai.com/docs/guides/images-vision (calculating costs), beside
   *       what https://community.openai.com/t/1262691 measured: 85 and 170 for gpt-4o, gpt-4.1 and
   *       gpt-4.5, 2,833 and 5,667 for gpt-4o-mini, 75 and 150 for o3. Those of gpt-5, 70 and 140,
   *       are from copies of that page alone. o1 was measured to have others than the page says,
   *       and has no rule here.
   *   <li>Factors of patches, there and in https://community.openai.com/t/1377015: 1.62 for
   *       gpt-4.1-mini, 2.46 for gpt-4.1-nano, 1.72 for o4-mini. The page says 1.62 and 2.46 for
   *       gpt-5-mini and gpt-5-nano, which were charged 1.2 and 1.5: a range. An image that is
   *       scaled down was charged up to 1,536 patches (https://community.openai.com/t/1281361).
   *   <li>Anthropic, https://platform.claude.com/docs/en/build-with-claude/vision (evaluate image
   *       size): a token for each 28 by 28 pixels, of a longer side of at most 1,568; the page used
   *       to say width times height by 750. A range of both. Models from Claude Opus 4.7 on take
   *       larger images, by limits that were not to be read: no rule.
   *   <li>Gemini, https://ai.google.dev/gemini-api/docs/tokens (multimodal tokens): 258 for a small
   *       image and for each tile of 768 pixels; tiles may be smaller, by the shorter side: a
   *       range.
   * </ul>
   */
  private static final List<ForModels> RULES =
      List.of(
          new ForModels(List.of("gpt-4.1-mini"), patches(162, 162)),
          new ForModels(List.of("gpt-4.1-nano"), patches(246, 246)),
          new ForModels(List.of("gpt-5-mini"), patches(120, 162)),
          new ForModels(List.of("gpt-5-nano"), patches(150, 246)),
          new ForModels(List.of("o4-mini"), patches(172, 172)),
          new ForModels(List.of("gpt-4o-mini"), tiles(2_833, 5_667)),
          new ForModels(List.of("gpt-4o", "gpt-4.1", "gpt-4.5-preview"), tiles(85, 170)),
          new ForModels(List.of("gpt-5", "gpt-5-chat-latest"), tiles(70, 140)),
          new ForModels(List.of("o3"), tiles(75, 150)),
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
                  "claude-sonnet-4-6",
                  "claude-opus-4",
                  "claude-opus-4-1",
                  "claude-opus-4-5",
                  "claude-opus-4-6"),
              ImageTokens::anthropic),
          new ForModels(
              List.of("gemini-2.0-flash", "gemini-2.5-flash", "gemini-2.5-pro"),
              ImageTokens::gemini));

  /** Providers that may stand before a model, behind a slash. */
  private static final Set<String> PREFIXES =
      Set.of("anthropic", "azure", "gemini", "google", "openai", "vertex_ai");

  private ImageTokens() {}

  /** {@return the tokens in high detail, or their bounds; null if the model has no rule here} */
  static @Nullable TokenRange of(String model, ImageSize image) {
    String name = model.toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    boolean isKnown = slash < 0 || PREFIXES.contains(name.substring(0, slash));
    String bare = name.substring(slash + 1);
    for (ForModels each : RULES) {
      if (isKnown && each.fits(bare)) {
        return each.rule().tokens(image.width(), image.height());
      }
    }
    return null;
  }

  /**
   * OpenAI's patches of 32 pixels: scaled down until at most 1,536 cover the image, times a factor.
   */
  private static Rule patches(long leastPercent, long mostPercent) {
    return (width, height) -> {
      long least = cells(width, 32) * cells(height, 32);
      long most = least;
      if (least > 1_536) {
        double scale = Math.sqrt(1_536.0 * 32 * 32 / ((double) width * height));
        double across = width * scale / 32;
        double down = height * scale / 32;
        double fit = Math.min(Math.floor(across) / across, Math.floor(down) / down);
        least = Math.min(1_536, (long) Math.ceil(across * fit) * (long) Math.ceil(down * fit));
        most = 1_536;
      }
      return new TokenRange((least * leastPercent + 99) / 100, (most * mostPercent + 99) / 100);
    };
  }

  /** {@return how many cells of so many pixels cover a side} */
  private static long cells(long pixels, long size) {
    return (pixels + size - 1) / size;
  }

  /**
   * OpenAI's tiles of 512 pixels: scaled to fit a square of 2,048, then until the shorter side has
   * at most 768.
   */
  private static Rule tiles(long base, long tile) {
    return (width, height) -> {
      double scale = Math.min(1, 2_048.0 / Math.max(width, height));
      scale = Math.min(scale, 768.0 / Math.min(width, height));
      return TokenRange.exactly(base + tile * tiles(width * scale) * tiles(height * scale));
    };
  }

  private static long tiles(double pixels) {
    return Math.max(1, (long) Math.ceil(pixels / 512 - 1e-9));
  }

  /** Of an image whose longer side has at most 1,568 pixels, by area and by patches of 28. */
  private static TokenRange anthropic(long width, long height) {
    double scale = Math.min(1, 1_568.0 / Math.max(width, height));
    double area = width * scale * (height * scale);
    long byArea = (long) Math.ceil(area / 750);
    long byPatches = (long) (Math.ceil(width * scale / 28) * Math.ceil(height * scale / 28));
    // An image that has more is scaled down further, to a size that is not said.
    long least = Math.min(Math.min(byArea, byPatches), 1_400);
    return new TokenRange(least, Math.min(1_600, Math.max(byArea, byPatches)));
  }

  /** 258 for a small image, and for each tile of a larger one. */
  private static TokenRange gemini(long width, long height) {
    if (width <= 384 && height <= 384) {
      return TokenRange.exactly(258);
    }
    long large = cells(width, 768) * cells(height, 768);
    long unit = Math.max(1, Math.min(width, height) * 2 / 3);
    long small = cells(width, unit) * cells(height, unit);
    return new TokenRange(258 * Math.min(large, small), 258 * Math.max(large, small));
  }
}
