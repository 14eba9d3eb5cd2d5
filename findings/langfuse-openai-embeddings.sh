#!/usr/bin/env bash
# @langfuse/openai 5.11.1 (npm), of openai 7.59.0: the usage of embeddings.
#
# The API returns prompt_tokens and total_tokens for them, as there is no completion.
# Expected: a generation with 1000 tokens of input, of a chat completion as of an embedding.
# Seen: usage without completion_tokens is not taken for usage. The generation of the embedding has its model and no count:
# what is charged by the token is recorded as if nothing had been used.
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
const answers = {
  chat: {
    id: 'c1', object: 'chat.completion', created: 1, model: 'gpt-4o',
    choices: [{ index: 0, message: { role: 'assistant', content: '4' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1000, completion_tokens: 1, total_tokens: 1001 },
  },
  embeddings: {
    object: 'list', model: 'text-embedding-3-small', data: [{ object: 'embedding', index: 0, embedding: [0.5] }],
    usage: { prompt_tokens: 1000, total_tokens: 1000 },
  },
};
const fetch = async url => {
  const answer = String(url).includes('/embeddings') ? answers.embeddings : answers.chat;
  return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
};
const client = observeOpenAI(new OpenAI({ apiKey: 'none', fetch }));
await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: '2 + 2?' }] });
await client.embeddings.create({ model: 'text-embedding-3-small', input: 'four', encoding_format: 'float' });
for (const { attributes } of exporter.getFinishedSpans()) {
  const of = name => attributes[`langfuse.observation.${name}`];
  console.log(`${of('type')} of ${of('model.name')}: ${of('usage_details')}`);
}
JS

shown=$(node usage.mjs)
echo "$shown"
if [ "$shown" != 'generation of gpt-4o: {"input":1000,"output":1,"total":1001}
generation of text-embedding-3-small: undefined' ]; then
  echo 'This has changed: expected no usage of the embedding.' >&2
  exit 1
fi
