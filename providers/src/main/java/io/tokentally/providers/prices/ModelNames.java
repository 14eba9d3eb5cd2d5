package io.tokentally.providers.prices;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  /**
   * A resource of AWS Bedrock: its region, its kind, and what stands behind. Of two kinds that is
   * the id of a model:
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
   */
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:bedrock:([a-z0-9-]*):[0-9]*:([a-z-]+)/(.+)");

  private static final Set<String> OF_MODELS = Set.of("foundation-model", "inference-profile");

  /** A model of Vertex AI by its name as a resource: whoever made it, Google serves it. */
  private static final Pattern ON_VERTEX =
      Pattern.compile("(?:projects/[^/]+/locations/[^/]+/)?publishers/[^/]+/models/(.+)");

  private static final Pattern ON_FIREWORKS = Pattern.compile("accounts/fireworks/models/.+");

  /** What may stand at the beginning: a region or resource of Bedrock, a resource of Google. */
  private static final List<Pattern> BEGINNINGS =
      List.of(
          Pattern.compile(REGION + "([a-z0-9]+\\..+)"),
          Pattern.compile(
              "arn:aws[a-z-]*:bedrock:[a-z0-9-]*:[0-9]*:(?:foundation-model|inference-profile)/(.+)"),
          ON_VERTEX,
          Pattern.compile("models/(.+)"));

  /**
   * What may stand at the end: a version as on Bedrock, a date, that it is the latest; of a
   * fine-tuned model of OpenAI its organisation, suffix and id, which leaves {@code ft:} and the
   * model, not the model itself; {@code [1m]}, with which Claude Code asks for a longer context.
   */
  private static final List<Pattern> ENDINGS =
      List.of(
          Pattern.compile("(.+)-v[0-9]{1,2}:[0-9]{1,2}"),
          Pattern.compile("(ft:[^:/]+)(?::[^:/]*){2,4}"),
          Pattern.compile("(.+)\\[1m\\]"),
          Pattern.compile("((?!ft:).+)[-@]20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
          Pattern.compile("(.+)[-@]20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"),
          Pattern.compile("(.+)-latest"));

  private ModelNames() {}

  /** {@return whether the name is in the form of AWS Bedrock, such as {@code us.meta.llama}} */
  static boolean isOnBedrock(String name) {
    return ON_BEDROCK.matcher(name).matches();
  }

  /** {@return the provider that the form of a name shows, null if it shows none} */
  static @Nullable String provider(String name) {
    if (isOnBedrock(name) || ARN.matcher(name).matches()) {
      return "aws";
    }
    if (ON_VERTEX.matcher(name).matches()) {
      return "vertex_ai";
    }
    return ON_FIREWORKS.matcher(name).matches() ? "fireworks" : null;
  }

  /** {@return the region of Bedrock that the name of a resource says, null if it is none} */
  static @Nullable String regionOfBedrock(String name) {
    Matcher arn = ARN.matcher(name);
    return arn.matches() ? arn.group(1) : null;
  }

  /**
   * {@return that a name stands for a resource that does not say which model it runs, in words;
   * null if it does}
   */
  static @Nullable String opaque(String name) {
    Matcher arn = ARN.matcher(name);
    return name.length() <= MAX_LENGTH && arn.matches() && !OF_MODELS.contains(arn.group(2))
        ? "an ARN of Bedrock's " + arn.group(2) + " does not say which model it runs"
        : null;
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
