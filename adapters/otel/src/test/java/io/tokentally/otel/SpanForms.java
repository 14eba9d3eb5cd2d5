package io.tokentally.otel;

/** Spans as instrumentations write them. */
final class SpanForms {

  /** A line per span: the instrumentation, the attributes, and what they say. */
  static final String TABLE =
      """
      # OpenTelemetry, from the newest names to the oldest
      x | gen_ai.response.model=gpt-4o gen_ai.usage.input_tokens=1000 gen_ai.usage.output_tokens=200 gen_ai.usage.cache_read.input_tokens=600 gen_ai.usage.cache_write.input_tokens=50 gen_ai.usage.reasoning.output_tokens=150 | in=1000 read=600 write=50 out=200
      x | gen_ai.response.model=gpt-4o gen_ai.usage.input_tokens=1000 gen_ai.usage.cache_creation.input_tokens=50 | in=1000 write=50
      x | gen_ai.request.model=gpt-4o gen_ai.usage.prompt_tokens=7 gen_ai.usage.completion_tokens=3 gen_ai.usage.cache_read_input_tokens=2 | in=7 read=2 out=3
      x | gen_ai.usage.prompt_tokens=7 gen_ai.usage.input_tokens=8 | in=8 ALIASES_DIFFER_LARGEST(gen_ai.usage.prompt_tokens)
      x | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=100 gen_ai.usage.cache_read.input_tokens=30 gen_ai.usage.audio.input_tokens=40 gen_ai.usage.audio.cache_read.input_tokens=20 gen_ai.usage.image.input_tokens=2 gen_ai.usage.output_tokens=50 gen_ai.usage.audio.output_tokens=25 | in=100 read=30 out=50 input_audio_tokens=20 cache_read_audio_tokens=20 input_image_tokens=2 output_audio_tokens=25
      # what a total shows: caches on top, reasoning on top, something missing
      x | gen_ai.request.model=claude-sonnet-4-6 gen_ai.usage.input_tokens=177 gen_ai.usage.output_tokens=233 gen_ai.usage.total_tokens=9944 gen_ai.usage.cache_write_input_tokens=9534 | in=9711 write=9534 out=233 TAKEN_AS_EXCLUSIVE
      x | gen_ai.request.model=gemini-2.5-flash gen_ai.usage.input_tokens=1000 gen_ai.usage.output_tokens=200 gen_ai.usage.reasoning.output_tokens=70 gen_ai.usage.total_tokens=1270 | in=1000 out=270
      x | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=1000 gen_ai.usage.output_tokens=200 gen_ai.usage.total_tokens=1300 | in=1000 out=200 TOTAL_DIFFERS(total_tokens)
      x | gen_ai.request.model=gpt-4o gen_ai.usage.total_tokens=1300 | unsplit_tokens=1300
      # nothing shows where the caches are
      x | gen_ai.request.model=claude-sonnet-4-6 gen_ai.usage.input_tokens=1000 gen_ai.usage.cache_read.input_tokens=600 | in=1000 read=600 CONVENTION_UNDECIDED
      x | gen_ai.request.model=claude-sonnet-4-6 gen_ai.usage.input_tokens=10 gen_ai.usage.cache_read.input_tokens=600 | in=610 read=600 TAKEN_AS_EXCLUSIVE
      # who wrote it does
      com.anthropic.sdk.typescript | gen_ai.request.model=claude-sonnet-4-6 gen_ai.usage.input_tokens=2600 gen_ai.usage.cache_write.input_tokens=1000 gen_ai.usage.cache_read.input_tokens=600 anthropic.usage.cache_creation.ephemeral_1h_input_tokens=900 anthropic.usage.cache_creation.ephemeral_5m_input_tokens=100 anthropic.response.service_tier=standard | in=2600 read=600 write=1000 1h=900
      com.anthropic.sdk.typescript | gen_ai.request.model=claude-sonnet-4-6 gen_ai.usage.input_tokens=23 gen_ai.usage.output_tokens=1 anthropic.usage.compaction.input_tokens=180 anthropic.usage.compaction.output_tokens=35 anthropic.request.service_tier=auto anthropic.response.service_tier=batch | in=23 out=1 service_tier_batch=1 and(in=180 out=35 service_tier_batch=1)
      @traceloop/instrumentation-anthropic | gen_ai.request.model=claude-sonnet-4-5 gen_ai.usage.input_tokens=1000 gen_ai.usage.output_tokens=200 gen_ai.usage.total_tokens=1200 gen_ai.usage.cache_creation.input_tokens=100 gen_ai.usage.cache_read.input_tokens=600 | in=1700 read=600 write=100 out=200 TAKEN_AS_EXCLUSIVE
      @traceloop/instrumentation-openai | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=1000 gen_ai.usage.cache_read.input_tokens=600 | in=1000 read=600
      org.springframework.boot | gen_ai.system=anthropic gen_ai.request.model=claude-sonnet-4-5 gen_ai.usage.input_tokens='1000' gen_ai.usage.output_tokens='200' gen_ai.usage.total_tokens='1200' gen_ai.usage.cache_read.input_tokens='600' | in=1600 read=600 out=200 TAKEN_AS_EXCLUSIVE
      org.springframework.boot | gen_ai.system=openai gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens='1000' gen_ai.usage.cache_read.input_tokens='600' | in=1000 read=600
      strands-agents | gen_ai.system=aws.bedrock gen_ai.request.model=us.amazon.nova-pro-v1:0 gen_ai.usage.input_tokens=100 gen_ai.usage.cache_read_input_tokens=60 | in=160 read=60 TAKEN_AS_EXCLUSIVE
      gcp.vertex.agent | gen_ai.system=gcp.vertex.agent gen_ai.request.model=gemini-2.5-flash gen_ai.usage.input_tokens=100 gen_ai.usage.output_tokens=20 gen_ai.usage.experimental.reasoning_tokens=30 gen_ai.usage.experimental.reasoning_tokens_limit=512 | in=100 out=50
      pydantic-ai | gen_ai.request.model=claude-opus-4-7 gen_ai.usage.input_tokens=1000 gen_ai.usage.output_tokens=20 gen_ai.usage.details.input_tokens=300 gen_ai.usage.details.output_tokens=20 gen_ai.usage.details.cache_read_tokens=700 | in=1000 read=700 out=20
      # Vercel AI SDK: 6, 5, 4, embeddings
      ai | ai.response.model=claude-sonnet-4-5 ai.usage.inputTokens=1000 ai.usage.inputTokenDetails.noCacheTokens=300 ai.usage.inputTokenDetails.cacheReadTokens=600 ai.usage.inputTokenDetails.cacheWriteTokens=100 ai.usage.outputTokens=200 ai.usage.outputTokenDetails.textTokens=150 ai.usage.outputTokenDetails.reasoningTokens=50 ai.usage.totalTokens=1200 ai.usage.reasoningTokens=50 ai.usage.cachedInputTokens=600 gen_ai.usage.input_tokens=1000 gen_ai.usage.output_tokens=200 | in=1000 read=600 write=100 out=200
      ai | ai.response.model=claude-sonnet-4-5 ai.usage.inputTokens=300 ai.usage.outputTokens=200 ai.usage.totalTokens=500 ai.usage.cachedInputTokens=600 | in=900 read=600 out=200 TAKEN_AS_EXCLUSIVE
      ai | ai.response.model=claude-sonnet-4-5 ai.usage.inputTokens=300 ai.usage.outputTokens=200 ai.usage.cachedInputTokens=600 ai.response.providerMetadata={"anthropic":{"cacheCreationInputTokens":100,"usage":{"input_tokens":300}}} | in=1000 read=600 write=100 out=200 TAKEN_AS_EXCLUSIVE
      ai | ai.response.model=gpt-4o ai.usage.inputTokens=8 ai.response.providerMetadata={"openai":{"reasoningTokens":5}} | in=8
      ai | ai.response.model=gpt-4o ai.usage.inputTokens=800 ai.usage.outputTokens=200 ai.usage.totalTokens=1000 ai.usage.cachedInputTokens=600 | in=800 read=600 out=200
      ai | ai.model.id=gpt-4o ai.usage.promptTokens=8 ai.usage.completionTokens=2 gen_ai.usage.input_tokens=8 gen_ai.usage.output_tokens=2 | in=8 out=2
      ai | ai.model.id=text-embedding-3-small ai.usage.tokens=37 | in=37
      # OpenInference, Traceloop of old, LangSmith
      o | llm.model_name=gpt-4o llm.token_count.prompt=1000 llm.token_count.completion=200 llm.token_count.total=1200 llm.token_count.prompt_details.cache_read=800 llm.token_count.completion_details.reasoning=50 llm.token_count.prompt_details.audio=5 | in=1000 read=800 out=200 input_audio_tokens=5
      o | llm.request.model=gpt-4o llm.usage.prompt_tokens=10 llm.usage.completion_tokens=2 llm.usage.total_tokens=12 | in=10 out=2
      o | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=25 gen_ai.usage.output_tokens=7 gen_ai.usage.input_token_details={"cache_read":10,"audio":0} gen_ai.usage.output_token_details={"reasoning":2} | in=25 read=10 out=7
      # Langfuse: every number apart; or what a provider returned
      l | langfuse.observation.model.name=gpt-4o langfuse.observation.usage_details={"input":400,"output":150,"input_cached_tokens":600,"output_reasoning_tokens":50,"total":1200} langfuse.observation.cost_details={"total":0.5} | in=1000 read=600 out=200 langfuse.observation.cost_details.total=0.5USD
      l | langfuse.observation.model.name=gpt-4o langfuse.observation.usage_details={"input":400,"output":150,"input_audio_tokens":7,"output_accepted_prediction_tokens":3} | in=407 out=153 input_audio_tokens=7
      l | langfuse.observation.model.name=gpt-4o langfuse.observation.usage_details={"prompt_tokens":10,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}} | in=10 read=4 out=2
      l | langfuse.observation.model.name=gpt-4o langfuse.observation.usage_details={"input":4,"output":2,"acme_units":9} | in=4 out=2 UNREAD_MEMBER(langfuse.observation.usage_details.acme_units)
      # MLflow, LangChain4j, Claude Code, Gemini CLI, Sentry
      m | mlflow.chat.tokenUsage={"input_tokens":10,"output_tokens":2,"total_tokens":12} mlflow.llm.model="gpt-4o" | in=10 out=2
      b | gen_ai.request.model=gpt-4o input_tokens='1000' output_tokens='200' outcome=SUCCESS | in=1000 out=200
      com.anthropic.claude_code.tracing | model=claude-sonnet-4-6 input_tokens=3 output_tokens=5 cache_read_tokens=70 cache_creation_tokens=20 | in=93 read=70 write=20 out=5 TAKEN_AS_EXCLUSIVE
      g | model=gemini-2.5-pro input_token_count=100 output_token_count=20 cached_content_token_count=40 thoughts_token_count=30 tool_token_count=7 total_token_count=157 | in=107 read=40 out=50
      s | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=9 gen_ai.usage.input_tokens.cached=4 gen_ai.usage.output_tokens=3 gen_ai.usage.output_tokens.reasoning=1 gen_ai.usage.total_tokens=12 | in=9 read=4 out=3
      # how it was served, and what it is said to have cost
      x | gen_ai.request.model=gpt-5.5 gen_ai.usage.input_tokens=1 openai.request.service_tier=flex openai.response.service_tier=flex gen_ai.usage.cost=3 | in=1 service_tier_flex=1 gen_ai.usage.cost=3USD
      x | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=1 operation.cost=0.25 llm.cost.total=0.5 | in=1 operation.cost=0.25USD llm.cost.total=0.5USD
      x | gen_ai.request.model=gpt-5.5 gen_ai.usage.input_tokens=1 openai.request.service_tier=priority openai.response.service_tier=default | in=1
      x | gen_ai.request.model=gpt-5.5 gen_ai.usage.input_tokens=1 gen_ai.openai.request.service_tier=flex | in=1 service_tier_flex=1
      # what nothing reads is named
      x | gen_ai.request.model=gpt-4o gen_ai.usage.input_tokens=1 gen_ai.usage.cheese_tokens=4 | in=1 UNREAD_MEMBER(gen_ai.usage.cheese_tokens)
      x | gen_ai.request.model=gpt-4o acme.prompt_tokens=4 gen_ai.request.max_tokens=100 acme.tokens_per_second=7 | UNREAD_MEMBER(acme.prompt_tokens)
      x | gen_ai.operation.name=chat gen_ai.request.model=gpt-4o gen_ai.request.max_tokens=100 openai.response.service_tier=default | NO_USAGE
      # malformed
      x | gen_ai.usage.input_tokens=-1 gen_ai.usage.audio.input_tokens=x | TEXT_NOT_INTEGER(gen_ai.usage.audio.input_tokens)
      """;

  private SpanForms() {}
}
