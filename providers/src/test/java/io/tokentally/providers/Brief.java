package io.tokentally.providers;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Usage in a line of text, to compare. */
public final class Brief {

  private Brief() {}

  /** {@return prompt, completion, total, cache read, cache creation and, of it, for an hour} */
  public static String counts(@Nullable RecordedUsage usage) {
    return usage == null
        ? "unknown"
        : Stream.of(
                usage.promptTokens(),
                usage.completionTokens(),
                usage.totalTokens(),
                usage.cacheReadInputTokens(),
                usage.cacheCreationInputTokens(),
                usage.cacheCreation1hInputTokens())
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
  }

  /**
   * {@return other kinds, notes and malformed counts; an empty text without any} What was thought
   * within the completion is left out.
   */
  public static String rest(RecordedUsage usage) {
    List<String> parts = new ArrayList<>();
    for (OtherKind kind : usage.otherKinds()) {
      if (!kind.kind().equals(OtherKind.REASONING) || kind.within() != Within.COMPLETION) {
        parts.add(kind.kind() + "=" + kind.count());
      }
    }
    usage.notes().forEach(note -> parts.add(text(note)));
    usage.malformed().forEach(count -> parts.add(count.field() + " " + count.reason()));
    return String.join(", ", parts);
  }

  /** {@return where each other kind belongs and whether it costs as much as text} */
  public static List<String> kinds(RecordedUsage usage) {
    return usage.otherKinds().stream()
        .map(kind -> kind.kind() + " " + kind.count() + " " + kind.within() + " " + kind.rate())
        .toList();
  }

  private static String text(ReadingNote note) {
    return Stream.of(note.kind().name(), note.field(), note.value())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }
}
