#!/usr/bin/env bash
# @langchain/anthropic 1.5.11 with @langchain/core 1.4.0 (npm): usage_metadata of a streamed answer, put together with
# concat as LangChain does itself.
#
# The counts in the message_delta event of Anthropic's streams are cumulative: they are those of the whole answer.
# Expected: the same usage with and without streaming.
# Seen: the output tokens that message_start has are added to those of message_delta. Of an answer of 20 tokens whose
# first event said 1, there are 21; the total is one too many as well, so that nothing contradicts it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/anthropic@1.5.11 @langchain/core@1.4.0 >/dev/null

cat >stream.mjs <<'JS'
import { createServer } from 'node:http';
import { ChatAnthropic } from '@langchain/anthropic';

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
  const chat = new ChatAnthropic(
    { model, apiKey: 'none', anthropicApiUrl: `http://127.0.0.1:${server.address().port}` });
  const show = (how, { input_tokens, output_tokens, total_tokens }) =>
    console.log(`${how}: input ${input_tokens}, output ${output_tokens}, total ${total_tokens}`);
  show('at once', (await chat.invoke('2 + 2?')).usage_metadata);
  let whole;
  for await (const chunk of await chat.stream('2 + 2?')) whole = whole ? whole.concat(chunk) : chunk;
  show('streamed', whole.usage_metadata);
  server.closeAllConnections();
  server.close();
});
JS

shown=$(node stream.mjs 2>/dev/null)
echo "$shown"
if [ "$shown" != 'at once: input 3010, output 20, total 3030
streamed: input 3010, output 21, total 3031' ]; then
  echo 'This has changed: expected 20 output tokens at once and 21 streamed.' >&2
  exit 1
fi
