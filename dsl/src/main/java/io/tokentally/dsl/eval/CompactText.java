package io.tokentally.dsl.eval;

import io.tokentally.value.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compact JSON as the text of an array or object: stored key order, no spaces, numbers in the plain
 * shortest form, as few escapes as JSON allows. docs/semantics.md rule 21.
 */
public final class CompactText {

  /** So deep values are compared and written: deeper than any JSON we read. */
  public static final int MAX_LEVELS = 2_000;

  private final StringBuilder out = new StringBuilder();

  private CompactText() {}

  /**
   * {@return the compact text, or null if a number in it is too long to write out (rule 20) or it
   * is nested too deeply}
   */
  public static @Nullable String of(@Nullable Object plain) {
    CompactText text = new CompactText();
    return text.write(plain, MAX_LEVELS) ? text.out.toString() : null;
  }

  private boolean write(@Nullable Object value, int levels) {
    if (levels == 0) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, levels);
    }
    if (value instanceof List<?> list) {
      return array(list, levels);
    }
    if (value instanceof Number number) {
      String plain = Numbers.plainText(number);
      out.append(plain);
      return plain != null;
    }
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else {
      quoted(value.toString());
    }
    return true;
  }

  private boolean object(Map<?, ?> map, int levels) {
    char before = '{';
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(before);
      quoted(String.valueOf(member.getKey()));
      out.append(':');
      if (!write(Plain.of(member.getValue()), levels - 1)) {
        return false;
      }
      before = ',';
    }
    out.append(map.isEmpty() ? "{}" : "}");
    return true;
  }

  private boolean array(List<?> list, int levels) {
    char before = '[';
    for (Object element : list) {
      out.append(before);
      if (!write(Plain.of(element), levels - 1)) {
        return false;
      }
      before = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
    return true;
  }

  private void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00%02X".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
