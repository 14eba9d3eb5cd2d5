package io.tokentally.providers.usage;

import static io.tokentally.aggregation.OtherKind.Within.CACHE_READ;
import static io.tokentally.aggregation.OtherKind.Within.COMPLETION;
import static io.tokentally.aggregation.OtherKind.Within.EVERYTHING;
import static io.tokentally.aggregation.OtherKind.Within.NOTHING;
import static io.tokentally.aggregation.OtherKind.Within.PROMPT;

import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.providers.usage.Meaning.Again;
import io.tokentally.providers.usage.Meaning.Count;
import io.tokentally.providers.usage.Meaning.Details;
import io.tokentally.providers.usage.Meaning.Inner;
import io.tokentally.providers.usage.Meaning.Iterations;
import io.tokentally.providers.usage.Meaning.Lifetimes;
import io.tokentally.providers.usage.Meaning.Measure;
import io.tokentally.providers.usage.Meaning.Other;
import io.tokentally.providers.usage.Meaning.Served;
import io.tokentally.providers.usage.Meaning.Skipped;
import io.tokentally.providers.usage.Meaning.TierTokens;
import io.tokentally.providers.usage.Meaning.Tools;
import java.util.List;
import java.util.Set;

/**
 * The members of usage objects, whoever writes them: which one is which kind. A name means the same
 * in every form; what it is inside of, or on top of, the {@link Form} says.
 */
final class Members {

  private static final String TEXT = "text, which is what other kinds leave";
  private static final String INSIDE = "a part of a count that is read";
  private static final String ASKED = "what was asked for, not what was done";
  private static final String FREE = "costs nothing";

  private static final long NO_SIGN = 0;

  /** What was written to a cache, by how long it stays. */
  static final Names LIFETIMES =
      new Names()
          .add(
              count(Quantity.CACHE_WRITE_SHORT),
              "ephemeral_5m_input_tokens",
              "ephemeral_5min_input_tokens",
              "ttl_5m_tokens",
              "ttl_30m_tokens",
              "5m",
              "30m")
          .add(
              count(Quantity.CACHE_WRITE_1H),
              "ephemeral_1h_input_tokens",
              "ephemeral_1hr_input_tokens",
              "ttl_1h_tokens",
              "1h")
          .add(new Meaning.Longer("cache_write_12h_tokens"), "ttl_12h_tokens", "12h")
          .add(new Meaning.Longer("cache_write_24h_tokens"), "ttl_24h_tokens", "24h");

  /** What one message of a prompt is counted as. */
  private static final Names MESSAGE =
      new Names().add(new Skipped(INSIDE), "total_tokens", "settings_tokens", "usage_count");

  private static final Names CACHED_DETAILS = modalities(Within.CACHE_READ);

  /** The parts of what was put in. */
  static final Names INPUT_DETAILS =
      modalities(PROMPT)
          .with(LIFETIMES)
          .add(
              count(Quantity.CACHE_READ),
              Sign.CACHE_IN_DETAILS.bit,
              "cached_tokens",
              "cache_read",
              "cache_read_tokens",
              "cache_read_input_tokens",
              "cached",
              "cached_input_tokens")
          .add(
              new Count(Quantity.CACHE_WRITE, LIFETIMES),
              Sign.CACHE_IN_DETAILS.bit,
              "cache_write_tokens",
              "cache_write",
              "cache_creation",
              "cache_creation_tokens",
              "cache_creation_input_tokens",
              "cache_write_input_tokens")
          .add(
              new Inner(LIFETIMES),
              "cache_creation_token_details",
              "cache_creation_tokens_details",
              "cache_write_tokens_details",
              "cache_write_details")
          .add(
              new Details(CACHED_DETAILS, CACHE_READ, false),
              "cached_tokens_details",
              "cached_token_details",
              "cache_read_details")
          .add(count(Quantity.UNCACHED_INPUT), "no_cache_tokens", "no_cache", "uncached_tokens")
          .add(new Other("web_search_requests", NOTHING), "web_search_requests")
          .add(new Other("google_maps_requests", NOTHING), "google_maps_grounding_requests")
          .add(new Other("characters", NOTHING), "character_count")
          .add(new Other("images", NOTHING), "image_count")
          .add(new Measure("input_video_seconds"), "video_length_seconds")
          .add(new Measure("input_audio_seconds"), "audio_length_seconds")
          .add(new Inner(MESSAGE), "messages")
          .add(new Skipped(INSIDE), "dram_cached_tokens", "sram_cached_tokens")
          .with(tier("priority", Quantity.CACHE_READ, "cache_read"))
          .with(tier("flex", Quantity.CACHE_READ, "cache_read"));

  /** The parts of what came out. */
  static final Names OUTPUT_DETAILS =
      modalities(COMPLETION)
          .add(
              count(Quantity.REASONING),
              "reasoning_tokens",
              "reasoning",
              "thinking_tokens",
              "thinking",
              "thoughts")
          .add(new Skipped(INSIDE), "accepted_prediction_tokens", "rejected_prediction_tokens")
          .with(tier("priority", Quantity.REASONING, "reasoning"))
          .with(tier("flex", Quantity.REASONING, "reasoning"));

  /** What tools of the provider did. */
  static final Names SERVER_TOOLS =
      new Names()
          .add(new Other("web_search_requests", NOTHING), "web_search_requests")
          .add(new Other("code_execution_requests", NOTHING), "code_execution_requests")
          .add(new Other("tool_search_requests", NOTHING), "tool_search_requests")
          .add(new Other("browser_open_requests", NOTHING), "browser_open_requests")
          .add(count(Quantity.TOOL_CALLS), "tool_calls_executed")
          .add(new Skipped(ASKED), "tool_calls_requested")
          .add(new Skipped(FREE), "web_fetch_requests");

  private static final Names BILLED =
      new Names()
          .add(count(Quantity.INPUT), Sign.COHERE.bit, "input_tokens")
          .add(count(Quantity.OUTPUT), Sign.COHERE.bit, "output_tokens")
          .with(charged(Sign.COHERE.bit, "search_units", "classifications", "image_tokens"))
          .with(charged(Sign.COHERE.bit, "images", "pages"));

  private static final Names PROCESSED_TOKENS =
      new Names()
          .add(count(Quantity.PROCESSED_INPUT), Sign.COHERE.bit, "input_tokens")
          .add(count(Quantity.PROCESSED_OUTPUT), Sign.COHERE.bit, "output_tokens");

  private static final Names INPUT_PARTS =
      new Names().add(count(Quantity.INPUT), Sign.AI_SDK_DETAILS.bit, "total").with(INPUT_DETAILS);

  private static final Names OUTPUT_PARTS =
      new Names()
          .add(count(Quantity.OUTPUT), Sign.AI_SDK_DETAILS.bit, "total")
          .with(OUTPUT_DETAILS);

  private static final Names TIMINGS =
      new Names()
          .add(count(Quantity.UNCACHED_INPUT), Sign.LLAMA_CPP.bit, "prompt_n")
          .add(count(Quantity.CACHE_READ), Sign.LLAMA_CPP.bit, "cache_n")
          .add(count(Quantity.OUTPUT), Sign.LLAMA_CPP.bit, "predicted_n")
          .add(new Skipped(INSIDE), "draft_n", "draft_n_accepted");

  private static final Names FALLBACK_CREDIT =
      new Names()
          .add(
              new Inner(
                  new Names()
                      .add(
                          new Served("fallback_credit", Set.of("not_applied"), EVERYTHING),
                          "type")),
              "status");

  private static final Names TITAN_RESULT =
      new Names().add(count(Quantity.OUTPUT), Sign.TITAN.bit, "token_count");

  /** Members that mean the same in an object of usage and in one step of it. */
  private static final Names COMMON =
      new Names()
          .exactly(count(Quantity.INPUT), Sign.INPUT_OUTPUT.bit, "input_tokens")
          .exactly(count(Quantity.OUTPUT), Sign.INPUT_OUTPUT.bit, "output_tokens")
          .exactly(new Count(Quantity.INPUT, INPUT_PARTS), Sign.CAMEL_CASE.bit, "inputTokens")
          .exactly(new Count(Quantity.OUTPUT, OUTPUT_PARTS), Sign.CAMEL_CASE.bit, "outputTokens")
          .exactly(count(Quantity.CACHE_READ), Sign.FLAT_CACHE.bit, "cache_read_input_tokens")
          .exactly(count(Quantity.CACHE_WRITE), Sign.FLAT_CACHE.bit, "cache_creation_input_tokens")
          .exactly(count(Quantity.CACHE_READ), Sign.BEDROCK.bit, "cacheReadInputTokens")
          .exactly(count(Quantity.CACHE_WRITE), Sign.MODEL_USAGE.bit, "cacheCreationInputTokens")
          .add(new Inner(LIFETIMES), Sign.ANTHROPIC.bit, "cache_creation")
          .add(new Details(OUTPUT_DETAILS, COMPLETION, false), NO_SIGN, "output_tokens_details");

  /** The tokens of one modality. */
  static final Names MODALITY_COUNT =
      new Names()
          .add(count(Quantity.TOTAL), "token_count", "tokens", "count")
          .add(new Skipped("which one it is"), "modality");

  /** What was written to a cache for one lifetime. */
  static final Names LIFETIME =
      new Names()
          .add(count(Quantity.CACHE_WRITE), "input_tokens")
          .add(new Skipped("which one it is"), "ttl");

  /** One step of a message of Anthropic. */
  static final Names STEP =
      new Names().with(COMMON).add(new Skipped("which one it is"), "type", "model");

  /** What pydantic-ai keeps of the provider's own counts beside the ones that it made of them. */
  private static final Names OWN_COUNTS =
      new Names()
          .exactly(
              count(Quantity.REASONING),
              NO_SIGN,
              "reasoning_tokens",
              "thinking_tokens",
              "thoughts_tokens")
          .exactly(count(Quantity.UNCACHED_INPUT), NO_SIGN, "input_tokens")
          .exactly(count(Quantity.OUTPUT), NO_SIGN, "output_tokens")
          .exactly(
              count(Quantity.CACHE_READ),
              NO_SIGN,
              "cached_tokens",
              "cached_content_tokens",
              "cache_read_input_tokens")
          .exactly(count(Quantity.CACHE_WRITE), NO_SIGN, "cache_creation_input_tokens")
          .with(charged(NO_SIGN, "search_units", "classifications"))
          .exactly(
              new Skipped(INSIDE),
              NO_SIGN,
              "accepted_prediction_tokens",
              "rejected_prediction_tokens",
              "audio_tokens");

  /** What stands beside the usage in a response; the response may stand in its place. */
  private static final Names BESIDE = beside();

  /** A response whose usage is known: how it was served, and what was charged on top. */
  static final Names RESPONSE =
      new Names()
          .with(BESIDE)
          .exactly(
              new Served("service_tier", ServedUsual.TIERS, EVERYTHING),
              NO_SIGN,
              "service_tier",
              "serviceTier")
          .exactly(new Meaning.Items(), NO_SIGN, "output")
          .exactly(new Inner(BESIDE), NO_SIGN, "x_groq")
          .exactly(new Skipped("which one it is"), NO_SIGN, "model");

  /** A usage object. */
  static final Names TOP =
      new Names()
          .with(COMMON)
          .with(BESIDE)
          .add(new Meaning.ByModel(), "model_breakdowns", "model_usage")
          .with(counts())
          .with(caches())
          .with(details())
          .with(charges())
          .with(serving())
          .with(costs());

  /** All objects that have members with signs. */
  static final List<Names> OBJECTS =
      List.of(TOP, INPUT_DETAILS, BILLED, PROCESSED_TOKENS, INPUT_PARTS, TIMINGS, TITAN_RESULT);

  static {
    // A response may stand in place of its usage.
    TOP.add(
        new Inner(TOP),
        "usage",
        "usage_metadata",
        "token_usage",
        "meta",
        "metrics",
        "amazon-bedrock-invocationMetrics");
    TOP.exactly(new Inner(TOP), Sign.GROQ.bit, "x_groq");
    TOP.exactly(new Inner(TOP), NO_SIGN, "last_token_usage");
    TOP.exactly(new Meaning.SumSoFar(TOP, "last_token_usage"), NO_SIGN, "total_token_usage");
  }

  private Members() {}

  private static Names beside() {
    Names parts =
        new Names()
            .exactly(
                new Skipped(INSIDE),
                NO_SIGN,
                "image_tokens",
                "text_tokens",
                "cached_image_tokens",
                "cached_text_tokens");
    Names images =
        new Names()
            .with(charged(NO_SIGN, "image_generation_calls"))
            .exactly(new Other("image_generation_input_tokens", NOTHING), NO_SIGN, "input_tokens")
            .exactly(new Other("image_generation_output_tokens", NOTHING), NO_SIGN, "output_tokens")
            .exactly(new Skipped(INSIDE), NO_SIGN, "total_tokens", "cached_tokens")
            .exactly(
                new Inner(parts),
                NO_SIGN,
                "input_tokens_details",
                "output_tokens_details",
                "cached_tokens_details");
    Names tools =
        new Names()
            .exactly(new Inner(requests("web_search_requests")), NO_SIGN, "web_search")
            .exactly(new Inner(requests("file_search_requests")), NO_SIGN, "file_search")
            .exactly(new Inner(images), NO_SIGN, "image_gen");
    Names performance =
        new Names()
            .exactly(new Served("latency", Set.of("standard"), EVERYTHING), NO_SIGN, "latency");
    return new Names()
        .exactly(new Inner(tools), NO_SIGN, "tool_usage")
        .exactly(new Inner(performance), NO_SIGN, "performanceConfig")
        .add(new Meaning.ByModel(), "usage_breakdown")
        .exactly(new Meaning.Items(), NO_SIGN, "choices", "candidates")
        .exactly(new Meaning.Another(), NO_SIGN, "svg_usage");
  }

  private static Names requests(String kind) {
    return new Names().exactly(new Other(kind, NOTHING), NO_SIGN, "num_requests");
  }

  private static Names counts() {
    return new Names()
        .add(count(Quantity.INPUT), Sign.CHAT.bit, "prompt_tokens")
        .add(count(Quantity.OUTPUT), Sign.CHAT.bit, "completion_tokens")
        .add(count(Quantity.TOTAL), Sign.TOTAL.bit, "total_tokens")
        .add(count(Quantity.INPUT), Sign.GEMINI.bit, "prompt_token_count")
        .add(
            count(Quantity.OUTPUT),
            Sign.GEMINI.bit,
            "candidates_token_count",
            "response_token_count")
        .add(count(Quantity.TOTAL), Sign.GEMINI.bit | Sign.TOTAL.bit, "total_token_count")
        .add(
            count(Quantity.REASONING),
            Sign.GEMINI.bit | Sign.GEMINI_PARTS.bit,
            "thoughts_token_count")
        .add(count(Quantity.TOOL_INPUT), Sign.GEMINI.bit, "tool_use_prompt_token_count")
        .add(new Skipped(INSIDE), "initial_prompt_token_count", "initial_input_tokens")
        .add(new Skipped(INSIDE), "dram_cached_tokens", "sram_cached_tokens")
        .add(count(Quantity.INPUT), Sign.INTERACTIONS.bit, "total_input_tokens")
        .add(count(Quantity.OUTPUT), Sign.INTERACTIONS.bit, "total_output_tokens")
        .add(
            count(Quantity.REASONING),
            Sign.INTERACTIONS.bit,
            "total_thought_tokens",
            "total_reasoning_tokens")
        .add(count(Quantity.TOOL_INPUT), Sign.INTERACTIONS.bit, "total_tool_use_tokens")
        .add(count(Quantity.OUTPUT), Sign.GENERATION.bit, "generation_token_count")
        .add(count(Quantity.INPUT), Sign.TITAN.bit, "input_text_token_count")
        .add(new Inner(TITAN_RESULT), "results")
        .add(count(Quantity.INPUT), Sign.TOKEN_COUNT.bit, "input_token_count")
        .add(count(Quantity.OUTPUT), Sign.TOKEN_COUNT.bit, "output_token_count")
        .add(count(Quantity.INPUT), Sign.OLLAMA.bit, "prompt_eval_count")
        .add(count(Quantity.OUTPUT), Sign.OLLAMA.bit, "eval_count")
        .add(new Inner(TIMINGS), "timings")
        .add(count(Quantity.INPUT), Sign.LLAMA_CPP.bit, "tokens_evaluated")
        .add(count(Quantity.OUTPUT), Sign.LLAMA_CPP.bit, "tokens_predicted")
        .exactly(count(Quantity.INPUT), Sign.PLAIN.bit, "input")
        .exactly(count(Quantity.OUTPUT), Sign.PLAIN.bit, "output")
        .exactly(count(Quantity.TOTAL), Sign.TOTAL.bit, "total")
        .add(count(Quantity.UNCACHED_INPUT), Sign.ORGANIZATION.bit, "uncached_input_tokens")
        .add(count(Quantity.UNCACHED_INPUT), Sign.ORGANIZATION.bit, "input_uncached_tokens")
        .add(count(Quantity.REASONING), "reasoning_tokens", "thinking_tokens")
        .add(count(Quantity.REASONING), Sign.CODEX.bit, "reasoning_output_tokens")
        // Langfuse writes the details of others flat.
        .exactly(
            count(Quantity.REASONING),
            NO_SIGN,
            "completion_details.reasoning",
            "completion_details.reasoning_tokens",
            "completion_tokens_details.reasoning_tokens")
        .add(count(Quantity.TOOL_INPUT), Sign.MISTRAL.bit, "connector_tokens")
        .add(count(Quantity.REQUESTS), "requests", "request_count", "invocation_count")
        .add(count(Quantity.REQUESTS), Sign.ORGANIZATION.bit, "num_model_requests")
        .add(new Inner(BILLED), "billed_units")
        .exactly(new Count(Quantity.TOTAL, PROCESSED_TOKENS), Sign.TOTAL.bit, "tokens");
  }

  private static Names caches() {
    return new Names()
        .add(
            count(Quantity.CACHE_READ),
            Sign.GEMINI.bit | Sign.GEMINI_PARTS.bit,
            "cached_content_token_count")
        .add(count(Quantity.CACHE_READ), Sign.INTERACTIONS.bit, "total_cached_tokens")
        .exactly(count(Quantity.CACHE_READ), Sign.CODEX.bit, "cached_input_tokens")
        .exactly(count(Quantity.CACHE_READ), Sign.AI_SDK.bit, "cachedInputTokens")
        .add(count(Quantity.CACHE_READ), Sign.DEEPSEEK.bit, "prompt_cache_hit_tokens")
        .add(count(Quantity.UNCACHED_INPUT), Sign.DEEPSEEK.bit, "prompt_cache_miss_tokens")
        .add(count(Quantity.CACHE_READ), "cached_tokens", "cached_prompt_text_tokens")
        .add(count(Quantity.CACHE_READ), Sign.MISTRAL.bit, "num_cached_tokens")
        .add(count(Quantity.CACHE_READ), Sign.BEDROCK.bit, "cache_read_input_token_count")
        .add(count(Quantity.CACHE_WRITE), Sign.BEDROCK.bit, "cache_write_input_token_count")
        .exactly(count(Quantity.CACHE_WRITE), Sign.BEDROCK.bit, "cacheWriteInputTokens")
        .exactly(count(Quantity.CACHE_WRITE), Sign.CODEX.bit, "cache_write_input_tokens")
        .add(new Lifetimes(), Sign.BEDROCK.bit, "cache_details")
        .add(count(Quantity.CACHE_READ), Sign.CCUSAGE.bit, "cache_read_tokens")
        .add(count(Quantity.CACHE_WRITE), Sign.CCUSAGE.bit, "cache_creation_tokens")
        .add(count(Quantity.CACHE_WRITE), Sign.CCUSAGE.bit, "cache_write_tokens")
        .add(
            count(Quantity.CACHE_WRITE_SHORT),
            Sign.MODEL_USAGE.bit,
            "cache_creation_ephemeral_5m_input_tokens")
        .add(
            count(Quantity.CACHE_WRITE_1H),
            Sign.MODEL_USAGE.bit,
            "cache_creation_ephemeral_1h_input_tokens")
        .add(count(Quantity.CACHE_READ), Sign.ORGANIZATION.bit, "input_cached_tokens")
        .add(count(Quantity.CACHE_WRITE), Sign.ORGANIZATION.bit, "input_cache_write_tokens")
        .add(count(Quantity.CACHE_WRITE_SHORT), "input_cache_write_30m_tokens")
        .add(new Meaning.Longer("cache_write_12h_tokens"), "input_cache_write_12h_tokens")
        .add(count(Quantity.CACHED_AUDIO), "input_cached_audio_tokens")
        .exactly(count(Quantity.CACHED_AUDIO), Sign.PYDANTIC_AI.bit, "cache_audio_read_tokens")
        .add(count(Quantity.CACHED_IMAGE), "input_cached_image_tokens")
        .add(count(Quantity.INPUT_AUDIO), "input_audio_tokens")
        .add(count(Quantity.INPUT_IMAGE), "input_image_tokens", "image_tokens")
        .add(count(Quantity.OUTPUT_AUDIO), "output_audio_tokens")
        .add(count(Quantity.OUTPUT_IMAGE), "output_image_tokens")
        .add(
            new Skipped(TEXT),
            "input_text_tokens",
            "output_text_tokens",
            "input_cached_text_tokens");
  }

  private static Names details() {
    Details input = new Details(INPUT_DETAILS, PROMPT, false);
    Details output = new Details(OUTPUT_DETAILS, COMPLETION, false);
    return new Names()
        .add(
            input,
            Sign.DETAILS.bit,
            "prompt_tokens_details",
            "input_tokens_details",
            "prompt_token_details")
        .exactly(input, Sign.DETAILS.bit, "input_token_details")
        .exactly(input, Sign.AI_SDK_DETAILS.bit, "inputTokenDetails")
        .add(
            output,
            NO_SIGN,
            "completion_tokens_details",
            "completion_token_details",
            "candidates_tokens_details",
            "response_tokens_details",
            "output_tokens_by_modality")
        .exactly(output, NO_SIGN, "output_token_details")
        .exactly(output, Sign.AI_SDK_DETAILS.bit, "outputTokenDetails")
        .add(input, NO_SIGN, "input_tokens_by_modality", "prompt_details", "input_details")
        .add(output, NO_SIGN, "completion_details", "output_details")
        .add(
            new Details(CACHED_DETAILS, CACHE_READ, false),
            "cache_tokens_details",
            "cached_tokens_by_modality",
            "cached_tokens_details")
        .add(
            new Details(INPUT_DETAILS, PROMPT, true),
            "tool_use_prompt_tokens_details",
            "tool_use_tokens_by_modality")
        .exactly(new Inner(OWN_COUNTS), NO_SIGN, "details")
        .add(new Iterations(), Sign.ANTHROPIC.bit, "iterations")
        .add(new Again(), "raw", "raw_usage", "request_usage_entries");
  }

  private static Names charges() {
    return new Names()
        .with(charged(Sign.PERPLEXITY.bit, "citation_tokens", "num_search_queries"))
        .with(charged(Sign.XAI.bit, "num_sources_used", "num_server_side_tools_used"))
        .with(charged(Sign.OTHER_THAN_TOKENS.bit, "search_units"))
        .add(new Inner(SERVER_TOOLS), Sign.ANTHROPIC.bit, "server_tool_use")
        .add(new Inner(SERVER_TOOLS), "server_tool_use_details")
        .exactly(
            new Other("web_search_requests", NOTHING), Sign.MODEL_USAGE.bit, "webSearchRequests")
        .add(new Tools("server_tool_requests", ""), Sign.BEDROCK.bit, "server_tool_usage")
        .add(new Tools(null, "connector_"), Sign.MISTRAL.bit, "connectors")
        .add(new Tools(null, ""), Sign.XAI.bit, "server_side_tool_usage_details")
        .add(new Tools(null, ""), "tool_calls_details")
        .add(new Meaning.ToolCounts(), "grounding_tool_count")
        .add(new Measure("prompt_audio_seconds"), Sign.MISTRAL.bit, "prompt_audio_seconds")
        .add(new Measure("active_seconds"), Sign.ANTHROPIC.bit, "active_seconds")
        .add(new Measure("input_audio_seconds"), Sign.OTHER_THAN_TOKENS.bit, "seconds")
        .with(charged(Sign.OTHER_THAN_TOKENS.bit, "characters", "images", "num_sessions"))
        .with(charged(Sign.OTHER_THAN_TOKENS.bit, "num_requests", "usage_bytes"))
        .add(new Skipped("how large it is"), "doc_size_bytes")
        .exactly(new Skipped("calls of the caller's own tools"), NO_SIGN, "tool_calls")
        .with(charged(Sign.OTHER_THAN_TOKENS.bit, "pages_processed", "image_count"))
        .add(new Inner(FALLBACK_CREDIT), Sign.ANTHROPIC.bit, "fallback_credit");
  }

  private static Names serving() {
    Served tier = new Served("service_tier", ServedUsual.TIERS, EVERYTHING);
    return new Names()
        .exactly(tier, Sign.SERVICE_TIER.bit, "service_tier")
        .exactly(tier, NO_SIGN, "serviceTier")
        .add(tier, NO_SIGN, "traffic_type")
        .add(new Served("speed", ServedUsual.SPEEDS, EVERYTHING), "speed")
        .add(
            new Served("inference_geo", ServedUsual.PLACES, EVERYTHING),
            Sign.ANTHROPIC.bit,
            "inference_geo")
        .add(new Served("search_context_size", Set.of(), NOTHING), "search_context_size")
        .add(new Meaning.Flag("service_tier_batch"), "batch");
  }

  private static Names costs() {
    Meaning.Money money = new Meaning.Money();
    return new Names()
        .add(money, Sign.OPENROUTER.bit, "cost_details")
        .add(money, "cost", "total_cost", "input_cost", "output_cost", "spend", "response_cost")
        .add(money, "cost_usd", "total_cost_usd", "list_cost", "market_cost")
        .add(money, "input_cost_details", "output_cost_details", "cost_breakdown")
        .exactly(money, NO_SIGN, "pydantic_ai_gateway")
        .exactly(money, NO_SIGN, "costUSD", "totalCostUSD")
        .add(money, Sign.XAI.bit, "cost_in_usd_ticks")
        .exactly(new Meaning.OwnKey(), Sign.OPENROUTER.bit, "is_byok", "isByok")
        .add(new Skipped("how long it took"), Sign.GROQ.bit, "queue_time", "prompt_time")
        .add(new Skipped("how long it took"), Sign.INVOCATION.bit, "invocation_latency");
  }

  private static Count count(Quantity quantity) {
    return new Count(quantity, null);
  }

  private static Names charged(long signs, String... kinds) {
    Names names = new Names();
    for (String kind : kinds) {
      names.add(new Other(kind, NOTHING), signs, kind);
    }
    return names;
  }

  /** {@return tokens by what they stand for, within a count} */
  private static Names modalities(Within within) {
    return new Names()
        .add(count(Quantity.of(Modality.AUDIO, within)), "audio_tokens", "audio")
        .add(count(Quantity.of(Modality.IMAGE, within)), "image_tokens", "image")
        .add(count(Quantity.of(Modality.VIDEO, within)), "video_tokens", "video")
        .add(
            count(Quantity.of(Modality.DOCUMENT, within)),
            "document_tokens",
            "document",
            "file_tokens")
        .add(new Skipped(TEXT), "text_tokens", "text");
  }

  /** {@return the names of tokens that were served in a tier} */
  private static Names tier(String tier, Quantity quantity, String part) {
    return new Names().add(new TierTokens(tier), tier).add(count(quantity), tier + "_" + part);
  }
}
