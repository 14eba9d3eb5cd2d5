package io.tokentally.providers.usage;

import static io.tokentally.providers.usage.Place.APART;
import static io.tokentally.providers.usage.Place.INSIDE;
import static io.tokentally.providers.usage.Place.ON_TOP;
import static io.tokentally.providers.usage.Place.OPEN;
import static io.tokentally.providers.usage.Place.OPEN_ON_TOP;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The forms that usage objects have, in the order in which they are looked for: what tells them,
 * and where their counts stand. What a member counts is the same in all of them: {@link Members}.
 */
enum Form {
  COHERE("Cohere", Recognition.any(Sign.COHERE), INSIDE, INSIDE, ProviderId.COHERE),
  /** Cached counts of the contract's names beside chat's: LiteLLM means inside, others do not. */
  CHAT_FLAT_CACHE(
      "chat, cached counts beside them",
      Recognition.any(Sign.CHAT).all(Sign.FLAT_CACHE).none(Sign.CACHE_IN_DETAILS),
      OPEN,
      INSIDE,
      null),
  SPRING_AI("Spring AI", Recognition.any(Sign.CHAT).all(Sign.BEDROCK), OPEN, INSIDE, null),
  PERPLEXITY("Perplexity", Recognition.any(Sign.CHAT).all(Sign.PERPLEXITY), INSIDE, APART, null),
  XAI("xAI chat", Recognition.any(Sign.CHAT).all(Sign.XAI), INSIDE, ON_TOP, null),
  CHAT("OpenAI chat and compatible", Recognition.any(Sign.CHAT), INSIDE, INSIDE, null),
  INTERACTIONS(
      "Gemini Interactions", Recognition.any(Sign.INTERACTIONS), INSIDE, ON_TOP, ProviderId.GEMINI),
  LLAMA("Llama on Bedrock", Recognition.any(Sign.GENERATION), INSIDE, INSIDE, ProviderId.BEDROCK),
  TITAN("Titan on Bedrock", Recognition.any(Sign.TITAN), INSIDE, INSIDE, ProviderId.BEDROCK),
  TOKEN_COUNTS_OPENAI(
      "LangChain4j for OpenAI",
      Recognition.any(Sign.DETAILS).all(Sign.TOKEN_COUNT),
      INSIDE,
      INSIDE,
      null),
  TOKEN_COUNTS_GEMINI(
      "LangChain4j for Gemini",
      Recognition.any(Sign.GEMINI_PARTS).all(Sign.TOKEN_COUNT),
      INSIDE,
      ON_TOP,
      ProviderId.GEMINI),
  TOKEN_COUNTS_ANTHROPIC(
      "LangChain4j for Anthropic",
      Recognition.any(Sign.MODEL_USAGE).all(Sign.TOKEN_COUNT),
      ON_TOP,
      INSIDE,
      ProviderId.ANTHROPIC),
  INVOCATION(
      "Bedrock InvokeModel metrics, LangChain4j for Bedrock",
      Recognition.any(Sign.BEDROCK, Sign.INVOCATION).all(Sign.TOKEN_COUNT),
      ON_TOP,
      INSIDE,
      ProviderId.BEDROCK),
  TOKEN_COUNTS("LangChain4j", Recognition.any(Sign.TOKEN_COUNT), OPEN, INSIDE, null),
  GEMINI(
      "Gemini, Vertex AI, Live", Recognition.any(Sign.GEMINI), INSIDE, ON_TOP, ProviderId.GEMINI),
  OLLAMA("Ollama", Recognition.any(Sign.OLLAMA), INSIDE, INSIDE, null),
  LLAMA_CPP("llama.cpp", Recognition.any(Sign.LLAMA_CPP), INSIDE, INSIDE, null),
  MODEL_USAGE(
      "Claude Agent SDK",
      Recognition.any(Sign.CAMEL_CASE, Sign.INPUT_OUTPUT).all(Sign.MODEL_USAGE),
      ON_TOP,
      INSIDE,
      ProviderId.ANTHROPIC),
  /** Its input holds what was read from and written to a cache, whatever the provider counts. */
  PYDANTIC_AI(
      "pydantic-ai",
      Recognition.any(Sign.INPUT_OUTPUT).all(Sign.PYDANTIC_AI),
      INSIDE,
      INSIDE,
      null),
  CCUSAGE(
      "ccusage",
      Recognition.any(Sign.CAMEL_CASE, Sign.INPUT_OUTPUT).all(Sign.CCUSAGE).none(Sign.DETAILS),
      ON_TOP,
      INSIDE,
      null),
  AI_SDK(
      "Vercel AI SDK from 6 on",
      Recognition.any(Sign.AI_SDK_DETAILS).none(Sign.INPUT_OUTPUT),
      INSIDE,
      INSIDE,
      null),
  AI_SDK_5(
      "Vercel AI SDK 5", Recognition.any(Sign.CAMEL_CASE).all(Sign.AI_SDK), OPEN, INSIDE, null),
  RESPONSES_CAMEL_CASE(
      "OpenAI responses in camel case, openai-agents",
      Recognition.any(Sign.CAMEL_CASE).all(Sign.DETAILS),
      INSIDE,
      INSIDE,
      null),
  CONVERSE(
      "Bedrock Converse, Nova",
      Recognition.any(Sign.CAMEL_CASE),
      ON_TOP,
      INSIDE,
      ProviderId.BEDROCK),
  ORGANIZATION("organization usage", Recognition.any(Sign.ORGANIZATION), INSIDE, INSIDE, null),
  CODEX("Codex", Recognition.any(Sign.INPUT_OUTPUT).all(Sign.CODEX), INSIDE, INSIDE, null),
  /** Anthropic's own members decide, whatever total a client has added. */
  ANTHROPIC_WITH_TOTAL(
      "Anthropic messages with a total",
      Recognition.any(Sign.ANTHROPIC).all(Sign.TOTAL, Sign.FLAT_CACHE).none(Sign.CACHE_IN_DETAILS),
      ON_TOP,
      INSIDE,
      ProviderId.ANTHROPIC),
  FLAT_CACHE(
      "input and output, cached counts beside them",
      Recognition.any(Sign.INPUT_OUTPUT)
          .all(Sign.TOTAL, Sign.FLAT_CACHE)
          .none(Sign.CACHE_IN_DETAILS),
      OPEN,
      INSIDE,
      null),
  ANTHROPIC(
      "Anthropic messages",
      Recognition.any(Sign.ANTHROPIC).none(Sign.TOTAL),
      ON_TOP,
      INSIDE,
      ProviderId.ANTHROPIC),
  ANTHROPIC_TIER(
      "Anthropic messages",
      Recognition.any(Sign.SERVICE_TIER).all(Sign.INPUT_OUTPUT).none(Sign.TOTAL, Sign.DETAILS),
      ON_TOP,
      INSIDE,
      ProviderId.ANTHROPIC),
  /** Nothing but the names of cached counts shows that Anthropic wrote it. */
  ANTHROPIC_BY_CACHE(
      "Anthropic messages",
      Recognition.any(Sign.FLAT_CACHE).none(Sign.TOTAL, Sign.CACHE_IN_DETAILS),
      OPEN_ON_TOP,
      INSIDE,
      ProviderId.ANTHROPIC),
  RESPONSES(
      "OpenAI responses, realtime, images, transcription, LangChain",
      Recognition.any(Sign.INPUT_OUTPUT),
      INSIDE,
      INSIDE,
      null),
  LANGFUSE("Langfuse", Recognition.any(Sign.PLAIN), OPEN, INSIDE, null),
  TOTAL("a total alone", Recognition.any(Sign.TOTAL), OPEN, INSIDE, null),
  OTHER_THAN_TOKENS(
      "seconds, characters, images", Recognition.any(Sign.OTHER_THAN_TOKENS), INSIDE, INSIDE, null),

  // What follows no members tell: spans bear the names of several conventions at once.

  SPAN("attributes of a span", Recognition.NOTHING, OPEN, INSIDE, null),
  /** Google's ADK records candidates as output, and thoughts beside them. */
  SPAN_ADK("attributes of a span of ADK", Recognition.NOTHING, INSIDE, ON_TOP, null),
  /** Langfuse: every number is a part of its own, which is priced apart. */
  SPAN_PARTS("usage details of Langfuse", Recognition.NOTHING, ON_TOP, ON_TOP, null);

  private static final Form[] ALL = values();

  /** OpenAI's responses count images at prices of their own; chat models charge as for text. */
  private static final Set<Form> IMAGES_OF_THEIR_OWN = EnumSet.of(RESPONSES, RESPONSES_CAMEL_CASE);

  final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  final Recognition told;

  final Place caches;
  final Place reasoning;

  /** Who alone has it, by their id; null if several do. */
  final @Nullable String provider;

  Form(String title, Recognition told, Place caches, Place reasoning, @Nullable String provider) {
    this.title = title;
    this.told = told;
    this.caches = caches;
    this.reasoning = reasoning;
    this.provider = provider;
  }

  /** {@return where stands what tools put in: on top, in all forms that count it} */
  Place tools() {
    return Place.ON_TOP;
  }

  boolean hasImagesOfTheirOwn() {
    return IMAGES_OF_THEIR_OWN.contains(this);
  }

  /**
   * {@return the form that signs show; null if they show none}
   *
   * @param provider the id of who returned the object, where that is known: it settles what signs
   *     leave open
   */
  static @Nullable Form of(long signs, @Nullable String provider) {
    Form named = provider == null ? null : named(signs, provider);
    if (named != null) {
      return named;
    }
    for (Form form : ALL) {
      if (form.told.holds(signs)) {
        return form;
      }
    }
    return null;
  }

  private static @Nullable Form named(long signs, String provider) {
    boolean isChat = (signs & Sign.CHAT.bit) != 0;
    boolean hasInputOutput = (signs & Sign.INPUT_OUTPUT.bit) != 0;
    boolean isOfAnthropic =
        (signs & Sign.bits(Sign.ANTHROPIC, Sign.FLAT_CACHE, Sign.SERVICE_TIER)) != 0;
    return switch (provider) {
      case ProviderId.OPENAI -> isChat ? CHAT : hasInputOutput ? RESPONSES : null;
      case ProviderId.ANTHROPIC -> !isChat && (hasInputOutput || isOfAnthropic) ? ANTHROPIC : null;
      case ProviderId.GEMINI -> !isChat && hasInputOutput ? ANTHROPIC : null;
      case ProviderId.BEDROCK ->
          !isChat && hasInputOutput
              ? ANTHROPIC
              : (signs & Sign.CAMEL_CASE.bit) != 0 ? CONVERSE : null;
      default -> null;
    };
  }
}
