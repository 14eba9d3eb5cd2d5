#!/usr/bin/env bash
# @langchain/google-genai 2.3.2 with @langchain/core 1.4.0 (npm): usage_metadata of Gemini's answers.
#
# Every chunk of a stream of Gemini bears the usage so far. Tokens of thought are outside candidatesTokenCount and inside
# totalTokenCount.
# Expected: the same usage with and without streaming, in which input and output add up to the total.
# Seen: 1. Streamed, the package takes the differences of prompt and candidates from chunk to chunk, but not those of
#          cached tokens: they count once a chunk. Of a prompt of 1000 tokens 1800 were read from the cache.
#       2. With and without streaming, tokens of thought are neither in the output nor in its details: 150 of 170 tokens
#          that are charged as output can be seen in the total alone.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/google-genai@2.3.2 @langchain/core@1.4.0 >/dev/null

cat >stream.mjs <<'JS'
import { createServer } from 'node:http';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';

const chunk = (text, candidatesTokenCount, finish) => ({
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, ...finish }],
  usageMetadata: {
    promptTokenCount: 1000, cachedContentTokenCount: 600, candidatesTokenCount, thoughtsTokenCount: 150,
    totalTokenCount: 1150 + candidatesTokenCount,
  },
  modelVersion: 'gemini-2.5-flash',
});
const chunks = [chunk('one ', 5), chunk('two ', 10), chunk('three', 20, { finishReason: 'STOP' })];
const server = createServer(async (request, response) => {
  for await (const part of request);
  if (request.url.includes(':streamGenerateContent')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(chunks.map(each => `data: ${JSON.stringify(each)}\r\n\r\n`).join(''));
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(chunks[2]));
  }
});
server.listen(0, '127.0.0.1', async () => {
  const chat = new ChatGoogleGenerativeAI(
    { model: 'gemini-2.5-flash', apiKey: 'none', baseUrl: `http://127.0.0.1:${server.address().port}` });
  const show = (how, usage) => console.log(
    `${how}: input ${usage.input_tokens}, cached ${usage.input_token_details.cache_read}, output ${usage.output_tokens}`
      + `, reasoning ${usage.output_token_details?.reasoning}, total ${usage.total_tokens}`);
  show('at once', (await chat.invoke('Count')).usage_metadata);
  let whole;
  for await (const part of await chat.stream('Count')) whole = whole ? whole.concat(part) : part;
  show('streamed', whole.usage_metadata);
  server.closeAllConnections();
  server.close();
});
JS

shown=$(node stream.mjs 2>/dev/null)
echo "$shown"
if [ "$shown" != 'at once: input 1000, cached 600, output 20, reasoning undefined, total 1170
streamed: input 1000, cached 1800, output 20, reasoning undefined, total 1170' ]; then
  echo 'This has changed: expected 600 cached tokens at once and 1800 streamed, and no reasoning.' >&2
  exit 1
fi
