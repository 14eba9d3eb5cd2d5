package io.tokentally.providers.usage;

import static io.tokentally.aggregation.OtherKind.Within.CACHE_READ;
import static io.tokentally.aggregation.OtherKind.Within.COMPLETION;
import static io.tokentally.aggregation.OtherKind.Within.PROMPT;

import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.providers.usage.Meaning.Count;
import io.tokentally.providers.usage.Meaning.Details;
import io.tokentally.providers.usage.Meaning.Inner;
import io.tokentally.providers.usage.Meaning.Skipped;
import io.tokentally.providers.usage.Meaning.StepCount;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of spans that say what was used. Most are a prefix and the name of a member that
 * usage objects have ({@link Members}), parts of it behind a dot; the others are listed here.
 */
final class SpanNames extends Names {

  /** All attributes of spans. */
  static final SpanNames ALL = new SpanNames();

  private static final String LIMIT = "what was allowed, not what was used";
  private static final String INSIDE = "a part of a count that is read";

  /** What stands before the names of counts, the longest of two that begin alike first. */
  static final List<String> PREFIXES =
      List.of(
          "gen_ai.usage.details.",
          "gen_ai.usage.experimental.",
          "gen_ai.usage.",
          "gen_ai.aggregated_usage.",
          "llm.usage.",
          "ai.usage.",
          "llm.token_count.",
          "anthropic.usage.",
          "openai.usage.");

  /** What stands before amounts of money. */
  static final List<String> COSTS =
      List.of("gen_ai.usage.cost.", "gen_ai.cost.", "llm.cost.", "operation.cost");

  /** The last part of an attribute that holds a usage object, as a map or as JSON in a string. */
  static final Set<String> OBJECTS =
      Set.of("usage", "usage_metadata", "usageMetadata", "token_usage", "tokenUsage");

  private static final Names NONE = new Names();
  private static final Member OBJECT = new Member(new Inner(Members.TOP), 0);
  private static final Member COST = new Member(new Meaning.Money(), 0);

  /** Names behind a prefix that usage objects do not have. */
  static final Names BEHIND_PREFIX =
      new Names()
          .exactly(
              count(Quantity.CACHE_READ),
              0,
              "cache_read.input_tokens",
              "input_tokens.cached",
              "cached_content_tokens",
              "prompt_details.cache_input")
          .exactly(
              count(Quantity.CACHE_WRITE),
              0,
              "cache_write.input_tokens",
              "cache_creation.input_tokens",
              "input_tokens.cache_write",
              "cache_create_input_tokens")
          .exactly(
              count(Quantity.REASONING),
              0,
              "reasoning.output_tokens",
              "output_tokens.reasoning",
              "thoughts_tokens")
          .exactly(count(Quantity.INPUT), 0, "prompt")
          .exactly(count(Quantity.OUTPUT), 0, "completion")
          .exactly(new Details(Members.INPUT_DETAILS, PROMPT, false), 0, "prompt_details")
          .exactly(new Details(Members.OUTPUT_DETAILS, COMPLETION, false), 0, "completion_details")
          .exactly(count(Quantity.INPUT_AUDIO), 0, "audio_input_tokens")
          .exactly(count(Quantity.OUTPUT_AUDIO), 0, "audio_output_tokens")
          .exactly(
              count(Quantity.CACHED_AUDIO), 0, "cache_audio_read_tokens", "cache_read_audio_tokens")
          .exactly(new Inner(Members.LIFETIMES), 0, "cache_creation", "cache_write")
          .exactly(new Meaning.Money(), 0, "cost")
          .exactly(new Skipped(LIMIT), 0, "reasoning_tokens_limit")
          .exactly(
              new Skipped(INSIDE),
              0,
              "system_instruction_tokens",
              "text.input_tokens",
              "text.output_tokens",
              "text_prompt_tokens",
              "text_candidates_tokens")
          .with(modality("audio", Modality.AUDIO))
          .with(modality("image", Modality.IMAGE))
          .with(modality("video", Modality.VIDEO))
          .with(modality("document", Modality.DOCUMENT));

  static final Names WHOLE =
      new Names()
          .exactly(count(Quantity.INPUT), 0, "ai.usage.tokens")
          // What pydantic-ai keeps of the provider's own counts leaves cached tokens out.
          .exactly(count(Quantity.UNCACHED_INPUT), 0, "gen_ai.usage.details.input_tokens")
          .exactly(count(Quantity.INPUT), 0, "gen_ai.response.prompt_tokens")
          .exactly(count(Quantity.OUTPUT), 0, "gen_ai.response.completion_tokens")
          .exactly(count(Quantity.INPUT), 0, "ai.prompt_tokens.used")
          .exactly(count(Quantity.OUTPUT), 0, "ai.completion_tokens.used")
          .exactly(count(Quantity.TOTAL), 0, "ai.total_tokens.used")
          .exactly(count(Quantity.TOOL_INPUT), 0, "tool_token_count")
          .exactly(count(Quantity.CACHE_READ), 0, "cached_token_count")
          .exactly(count(Quantity.REASONING), 0, "reasoning_token_count")
          .exactly(new Inner(new LangfuseNames()), 0, "langfuse.observation.usage_details")
          .exactly(new Inner(new LangfuseNames()), 0, "langfuse.observation.usage")
          .exactly(new Meaning.Money(), 0, "langfuse.observation.cost_details")
          .exactly(new Meaning.Money(), 0, "mlflow.llm.cost", "cost_usd", "ai.response.cost")
          .exactly(count(Quantity.CACHE_WRITE), 0, ProviderMetadata.ATTRIBUTE)
          .exactly(new Inner(Members.TOP), 0, "mlflow.chat.tokenUsage")
          .exactly(
              new Meaning.Served("service_tier", ServedUsual.TIERS, Within.EVERYTHING),
              0,
              SpanUsage.SERVED_TIERS.toArray(String[]::new))
          .exactly(
              new Meaning.Served("service_tier", ServedUsual.TIERS, Within.EVERYTHING),
              0,
              SpanUsage.ASKED_TIERS.toArray(String[]::new));

  private SpanNames() {}

  @Override
  @Nullable Member get(String attribute) {
    Member whole = WHOLE.get(attribute);
    if (whole != null) {
      return whole;
    }
    if (COSTS.stream().anyMatch(attribute::startsWith)) {
      return COST;
    }
    for (String prefix : PREFIXES) {
      if (attribute.startsWith(prefix)) {
        Member member = behindPrefix(attribute.substring(prefix.length()));
        if (member != null) {
          return member;
        }
      }
    }
    String last = attribute.substring(attribute.lastIndexOf('.') + 1);
    if (OBJECTS.contains(last)) {
      return OBJECT;
    }
    boolean isBare = last.length() == attribute.length() && isTokens(attribute);
    return isBare ? unsigned(Members.TOP.get(attribute)) : null;
  }

  private static @Nullable Member behindPrefix(String name) {
    Member own = BEHIND_PREFIX.get(name);
    Member member = own == null ? Members.TOP.get(name) : own;
    int dot = name.indexOf('.');
    if (member != null || dot < 0) {
      return unsigned(member);
    }
    String first = name.substring(0, dot);
    String rest = name.substring(dot + 1);
    if (first.equals("compaction")) {
      Member step = Members.STEP.get(rest);
      return step != null && step.meaning() instanceof Count count
          ? new Member(new StepCount("compaction", count.quantity()), 0)
          : null;
    }
    own = BEHIND_PREFIX.get(first);
    return part(own == null ? Members.TOP.get(first) : own, rest);
  }

  /** {@return the member of an object that is spelled as one attribute} */
  private static @Nullable Member part(@Nullable Member object, String name) {
    if (object == null) {
      return null;
    }
    Names names =
        object.meaning() instanceof Details details && !details.further()
            ? details.names()
            : object.meaning() instanceof Inner inner ? inner.names() : NONE;
    Member part = names.get(name);
    int dot = name.indexOf('.');
    return part == null && dot > 0
        ? part(names.get(name.substring(0, dot)), name.substring(dot + 1))
        : part == null ? null : unsigned(part, object.signs());
  }

  private static @Nullable Member unsigned(@Nullable Member member) {
    return member == null ? null : unsigned(member, member.signs());
  }

  /** {@return a member without what it would show in a usage object, but for one sign} */
  private static Member unsigned(Member member, long signs) {
    return new Member(member.meaning(), signs & Sign.AI_SDK_DETAILS.bit);
  }

  /** {@return whether a name is about tokens} */
  static boolean isTokens(String name) {
    return name.contains("token") || name.contains("Token");
  }

  private static Count count(Quantity quantity) {
    return new Count(quantity, null);
  }

  private static Names modality(String word, Modality modality) {
    return new Names()
        .exactly(count(Quantity.of(modality, Within.PROMPT)), 0, word + ".input_tokens")
        .exactly(count(Quantity.of(modality, COMPLETION)), 0, word + ".output_tokens")
        .exactly(count(Quantity.of(modality, CACHE_READ)), 0, word + ".cache_read.input_tokens");
  }
}
