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

  /** {@return {@code total_cost_usd} for {@code totalCostUSD}} */
  public static String snakeCase(String camelCase) {
    StringBuilder name = new StringBuilder(camelCase.length() + 4);
    boolean wasLower = false;
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      boolean isUpper = c >= 'A' && c <= 'Z';
      if (isUpper && wasLower) {
        name.append('_');
      }
      name.append(isUpper ? (char) (c - 'A' + 'a') : c);
      wasLower = c >= 'a' && c <= 'z';
    }
    return name.toString();
  }
}
