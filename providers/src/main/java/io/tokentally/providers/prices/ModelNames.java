package io.tokentally.providers.prices;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What recorded names of models have in addition to the names in price lists. */
final class ModelNames {

  /** Longer names are no names of models: nothing similar is looked for. */
  static final int MAX_LENGTH = 256;

  private static final String REGION = "(?:us|us-gov|eu|apac|au|ca|jp|sa|global)\\.";

  private static final Pattern ON_BEDROCK =
      Pattern.compile(
          "(?:"
              + REGION
              + ")?(?:ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral"
              + "|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\\..+");

  /** What may stand at the beginning: a region of Bedrock, or the word of Google for models. */
  private static final List<Pattern> BEGINNINGS =
      List.of(Pattern.compile(REGION + "([a-z0-9]+\\..+)"), Pattern.compile("models/(.+)"));

  /** What may stand at the end: a version as on Bedrock, a date, or that it is the latest. */
  private static final List<Pattern> ENDINGS =
      List.of(
          Pattern.compile("(.+)-v[0-9]{1,2}:[0-9]{1,2}"),
          Pattern.compile("(.+)[-@]20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
          Pattern.compile("(.+)[-@]20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"),
          Pattern.compile("(.+)-latest"));

  private ModelNames() {}

  /** {@return whether the name is in the form of AWS Bedrock, such as {@code us.meta.llama}} */
  static boolean isOnBedrock(String name) {
    return ON_BEDROCK.matcher(name).matches();
  }

  /** {@return whether the name is of a free offer, which has a price of its own: none} */
  static boolean isFreeOffer(String name) {
    return name.endsWith(":free");
  }

  /**
   * {@return the name, then what it may stand for: without its version, date, {@code -latest},
   * region or {@code models/}; the least taken away first}
   */
  static Set<String> withAliases(String name) {
    Set<String> names = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (names.add(next)) {
        ENDINGS.forEach(ending -> addFirstGroup(ending, next, open));
        BEGINNINGS.forEach(beginning -> addFirstGroup(beginning, next, open));
      }
    }
    return names;
  }

  private static void addFirstGroup(Pattern pattern, String name, Deque<String> names) {
    Matcher matcher = pattern.matcher(name);
    if (matcher.matches()) {
      names.add(matcher.group(1));
    }
  }
}
