package io.tokentally;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a field: keys, joined by dots in text. Inside a key a dot is written {@code \.};
 * every other backslash stands for itself. docs/semantics.md section 3, rule 8.
 */
public final class FieldPath {

  private final List<String> parts;

  private FieldPath(List<String> parts) {
    this.parts = List.copyOf(parts);
  }

  /** {@return the path that the text writes; any text is a path} */
  public static FieldPath parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
        part.append('.');
        i++;
      } else if (c == '.') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return new FieldPath(parts);
  }

  /**
   * {@return the path of the given keys, dots inside them and all}
   *
   * @throws IllegalArgumentException if a key but the last ends in a backslash: no text writes that
   */
  public static FieldPath of(String first, String... rest) {
    List<String> parts = new ArrayList<>();
    parts.add(first);
    parts.addAll(List.of(rest));
    for (String part : parts.subList(0, parts.size() - 1)) {
      if (part.endsWith("\\")) {
        throw new IllegalArgumentException(
            "a key that ends in a backslash can only be the last of a path, found " + parts);
      }
    }
    return new FieldPath(parts);
  }

  /** {@return the keys, at least one; a key may be empty} */
  public List<String> parts() {
    return parts;
  }

  /** {@return the keys after the first} */
  public List<String> below() {
    return parts.subList(1, parts.size());
  }

  /** {@return the first key: the column, where records have columns} */
  public String column() {
    return parts.get(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPath path && path.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** {@return the text of the path; {@link #parse} reads it back} */
  @Override
  public String toString() {
    return String.join(".", parts.stream().map(part -> part.replace(".", "\\.")).toList());
  }
}
