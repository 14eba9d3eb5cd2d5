#!/usr/bin/env bash
# @anthropic-ai/sdk 1.14.0 with @arizeai/openinference-instrumentation-anthropic 0.2.8 (npm): the spans of one call.
#
# The SDK makes a span of every call by itself as soon as an application has registered OpenTelemetry. An instrumentation of the
# SDK makes another one.
# Expected: one span with the tokens of a call, or two of which the instrumentation's is known to hold the other.
# Seen: both have all tokens, under the names of two conventions. With messages.create the one is the parent of the other. With
# messages.stream both are roots of traces of their own, and nothing that they share says that they are the same call.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/sdk@1.14.0 @opentelemetry/api@1.9.0 \
  @opentelemetry/sdk-trace-node@2.1.0 @arizeai/openinference-instrumentation-anthropic@0.2.8 >/dev/null

cat >spans.mjs <<'JS'
import { createServer } from 'node:http';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import Anthropic from '@anthropic-ai/sdk';
import { AnthropicInstrumentation } from '@arizeai/openinference-instrumentation-anthropic';

const model = 'claude-sonnet-4-5-20250929';
const usage = {
  input_tokens: 10, cache_creation_input_tokens: 1000, cache_read_input_tokens: 2000, output_tokens: 20,
};
const message = { id: 'msg_1', type: 'message', role: 'assistant', model, stop_sequence: null };
const events = [
  { type: 'message_start', message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'four' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage },
  { type: 'message_stop' },
];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (JSON.parse(body).stream) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(
      { ...message, content: [{ type: 'text', text: 'four' }], stop_reason: 'end_turn', usage }));
  }
});
server.listen(0, '127.0.0.1', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  const instrumentation = new AnthropicInstrumentation();
  instrumentation.setTracerProvider(provider);
  instrumentation.manuallyInstrument(Anthropic);
  const client = new Anthropic({ apiKey: 'none', baseURL: `http://127.0.0.1:${server.address().port}` });
  const request = { model, max_tokens: 50, messages: [{ role: 'user', content: '2+2?' }] };
  const show = async how => {
    for (let i = 0; i < 50 && exporter.getFinishedSpans().length < 2; i++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const spans = exporter.getFinishedSpans();
    for (const { instrumentationScope, attributes } of spans) {
      const input = attributes['llm.token_count.prompt'] ?? attributes['gen_ai.usage.input_tokens'];
      console.log(`${how}: ${instrumentationScope.name} has ${input} input tokens`);
    }
    const [one, other] = spans.map(span => span.spanContext());
    const isBelow = spans.some((span, i) => span.parentSpanContext?.spanId === [other, one][i].spanId);
    console.log(`${how}: ${isBelow ? 'one below the other' : 'apart'}, `
      + `${one.traceId === other.traceId ? 'one trace' : 'two traces'}`);
    exporter.reset();
  };
  await client.messages.create(request);
  await show('create');
  await client.messages.stream(request).finalMessage();
  await show('stream');
  server.closeAllConnections();
  server.close();
});
JS

shown=$(node spans.mjs 2>/dev/null)
echo "$shown"
if [ "$shown" != 'create: @arizeai/openinference-instrumentation-anthropic has 3010 input tokens
create: com.anthropic.sdk.typescript has 3010 input tokens
create: one below the other, one trace
stream: @arizeai/openinference-instrumentation-anthropic has 3010 input tokens
stream: com.anthropic.sdk.typescript has 3010 input tokens
stream: apart, two traces' ]; then
  echo 'This has changed: expected two spans with 3010 input tokens each, streamed in two traces.' >&2
  exit 1
fi
