#!/usr/bin/env bash
# @traceloop/instrumentation-openai 0.27.0 and @arizeai/openinference-instrumentation-openai 4.2.7, of openai 6.49.0 (npm):
# the tokens on spans of chat completions.
#
# With stream_options.include_usage the last chunk of a stream says what was used, as the answer at once does.
# Expected: the same counts on the span, streamed or not.
# Seen: neither package reads them from a stream. The span has no count at all. With enrichTokens Traceloop's has some that it
# counted itself in the strings: 4 and 1 tokens where 1000 and 300 were used, under the names of what a provider returned.
# At once it has no cached tokens and no reasoning either, where OpenInference has both: all 1000 look uncached.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@6.49.0 @opentelemetry/api@1.9.0 @opentelemetry/sdk-trace-node@2.1.0 \
  @traceloop/instrumentation-openai@0.27.0 @arizeai/openinference-instrumentation-openai@4.2.7 >/dev/null

cat >spans.mjs <<'JS'
import { createServer } from 'node:http';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import OpenAI from 'openai';
import { OpenAIInstrumentation as OpenInference } from '@arizeai/openinference-instrumentation-openai';
import { OpenAIInstrumentation as Traceloop } from '@traceloop/instrumentation-openai';

const about = { id: 'c1', created: 1, model: 'gpt-4o-2024-08-06' };
const usage = {
  prompt_tokens: 1000, completion_tokens: 300, total_tokens: 1300,
  prompt_tokens_details: { cached_tokens: 600 }, completion_tokens_details: { reasoning_tokens: 250 },
};
const answer = {
  ...about, object: 'chat.completion', usage,
  choices: [{ index: 0, message: { role: 'assistant', content: 'four' }, finish_reason: 'stop' }],
};
const chunks = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'four' }, finish_reason: null }], usage: null },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: null },
  { choices: [], usage },
].map(chunk => ({ ...about, object: 'chat.completion.chunk', ...chunk }));
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (JSON.parse(body).stream_options?.include_usage) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`).join('') + 'data: [DONE]\n\n');
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }
});
server.listen(0, '127.0.0.1', async () => {
  const which = process.argv[2];
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  const instrumentation =
    which === 'openinference' ? new OpenInference() : new Traceloop({ enrichTokens: which === 'enriched' });
  instrumentation.setTracerProvider(provider);
  instrumentation.manuallyInstrument(OpenAI);
  const client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${server.address().port}` });
  const request = { model: 'gpt-4o', messages: [{ role: 'user', content: '2+2?' }] };
  let seen = 0;
  const show = async how => {
    for (let i = 0; i < 50 && exporter.getFinishedSpans().length <= seen; i++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const counts = Object.entries(exporter.getFinishedSpans()[seen++].attributes)
      .filter(([name]) => name.startsWith('gen_ai.usage.') || name.startsWith('llm.token_count.'))
      .map(([name, count]) => `${name.replace(/^(gen_ai.usage|llm.token_count)\./, '')} ${count}`);
    console.log(`${which}, ${how}: ${counts.sort().join(', ') || 'nothing'}`);
  };
  await client.chat.completions.create(request);
  await show('at once');
  const stream = await client.chat.completions.create(
    { ...request, stream: true, stream_options: { include_usage: true } });
  for await (const chunk of stream);
  await show('streamed');
  server.closeAllConnections();
  server.close();
});
JS

shown=$(for which in openinference traceloop enriched; do node spans.mjs "$which"; done)
echo "$shown"
if [ "$shown" != 'openinference, at once: completion 300, completion_details.reasoning 250, prompt 1000, prompt_details.cache_read 600, total 1300
openinference, streamed: nothing
traceloop, at once: input_tokens 1000, output_tokens 300, total_tokens 1300
traceloop, streamed: nothing
enriched, at once: input_tokens 1000, output_tokens 300, total_tokens 1300
enriched, streamed: input_tokens 4, output_tokens 1, total_tokens 5' ]; then
  echo 'This has changed: expected no counts of the provider on the spans of a stream.' >&2
  exit 1
fi
