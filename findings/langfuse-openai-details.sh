#!/usr/bin/env bash
# @langfuse/openai 5.11.1 (npm), of openai 7.59.0: usage of a chat completion of a compatible provider.
#
# xAI serves the same API. Its text_tokens are all of the prompt's text, cached or not, and reasoning_tokens are outside
# completion_tokens: 32 + 9 + 94 = 135.
# Expected: parts that add up to that: 26 and 6 of input, 9 and 94 of output.
# Seen: every detail is taken off the count that it is a detail of, down to 0, and recorded beside it. The parts of input
# are 38, as the 6 cached tokens are there twice; the 9 tokens of the answer are nowhere. The total is still 135.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langfuse/openai@5.11.1 openai@7.59.0 @opentelemetry/api@1.9.0 \
  @opentelemetry/sdk-trace-node@2.1.0 >/dev/null

cat >usage.mjs <<'JS'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { observeOpenAI } from '@langfuse/openai';
import OpenAI from 'openai';

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
const answer = {
  id: 'c1', object: 'chat.completion', created: 1, model: 'grok-4',
  choices: [{ index: 0, message: { role: 'assistant', content: 'four' }, finish_reason: 'stop' }],
  usage: {
    prompt_tokens: 32, completion_tokens: 9, total_tokens: 135,
    prompt_tokens_details: { text_tokens: 32, cached_tokens: 6 },
    completion_tokens_details: { reasoning_tokens: 94 },
  },
};
const fetch = async () =>
  new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
const client = observeOpenAI(new OpenAI({ apiKey: 'none', fetch }));
await client.chat.completions.create({ model: 'grok-4', messages: [{ role: 'user', content: '2 + 2?' }] });
console.log(exporter.getFinishedSpans()[0].attributes['langfuse.observation.usage_details']);
JS

shown=$(node usage.mjs)
echo "$shown"
if [ "$shown" != \
  '{"input":0,"output":0,"total":135,"input_text_tokens":32,"input_cached_tokens":6,"output_reasoning_tokens":94}' ]; then
  echo 'This has changed: expected details taken off counts that they are not in.' >&2
  exit 1
fi
