package io.tokentally.aggregation.usage;

/** The two spellings that names of members have. */
public final class Spelling {

  private Spelling() {}

  /** {@return {@code promptTokenCount} for {@code prompt_token_count}} */
  public static String camelCase(String snakeCase) {
    StringBuilder name = new StringBuilder(snakeCase.length());
    boolean upper = false;
    for (int i = 0; i < snakeCase.length(); i++) {
      char c = snakeCase.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        name.append(upper && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        upper = false;
      }
    }
    return name.toString();
  }
}
