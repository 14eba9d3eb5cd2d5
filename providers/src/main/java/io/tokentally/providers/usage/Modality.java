package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Within;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What tokens stand for. Text has no counts of its own: it is what is left. */
enum Modality {
  AUDIO,
  IMAGE,
  VIDEO,
  DOCUMENT,
  OTHER;

  static final Modality[] ALL = values();

  /** Its place among the quantities of one count. */
  @SuppressWarnings("EnumOrdinal") // they are in the same order
  final int index = ordinal();

  private final String word = name().toLowerCase(Locale.ROOT);

  /** {@return the modality of a name; null for text, and for no name} */
  static @Nullable Modality of(@Nullable String name) {
    if (name == null || name.equalsIgnoreCase("TEXT") || name.equals("MODALITY_UNSPECIFIED")) {
      return null;
    }
    for (Modality modality : ALL) {
      if (modality.name().equalsIgnoreCase(name)) {
        return modality;
      }
    }
    return OTHER;
  }

  /** {@return the name of the kind that is within a count: {@code input_audio_tokens}} */
  String kind(Within within) {
    return switch (within) {
      case PROMPT -> "input_" + word + "_tokens";
      case CACHE_READ -> "cache_read_" + word + "_tokens";
      case CACHE_CREATION -> "cache_write_" + word + "_tokens";
      case COMPLETION -> "output_" + word + "_tokens";
      case NOTHING, EVERYTHING -> word;
    };
  }
}
