#!/usr/bin/env bash
# weave 0.11.1 with @anthropic-ai/sdk 1.14.0 (npm): summary.usage of a call of Anthropic's API, as Weave's SDK records it.
#
# Anthropic's input_tokens leaves out what was read from a cache and written to one.
# Expected: the same usage with and without streaming.
# Seen: streamed, only input_tokens and output_tokens are recorded. Of a prompt of 3010 tokens, 3000 of them from a cache or to
# one, 10 are left, and the cost that follows from them. At once all of it is there.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund weave@0.11.1 @anthropic-ai/sdk@1.14.0 >/dev/null

cat >record.js <<'JS'
const { createServer } = require('node:http');

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
const ends = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const sent = body.startsWith('{') ? JSON.parse(body) : {};
  if (request.url.includes('upsert_batch')) {
    ends.push(...sent.batch.filter(each => each.mode === 'end').map(each => each.req.end));
  }
  if (sent.stream) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(request.url.endsWith('/v1/messages')
      ? { ...message, content: [{ type: 'text', text: 'four' }], stop_reason: 'end_turn', usage }
      : { res: [], digest: 'none' }));
  }
});
server.listen(0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  process.env.WF_TRACE_SERVER_URL = address;
  process.env.WANDB_API_KEY = 'none';
  const weave = require('weave');
  const Anthropic = require('@anthropic-ai/sdk');
  const recorder = await weave.init('team/project');
  const client = new Anthropic({ apiKey: 'none', baseURL: address });
  const request = { model, max_tokens: 50, messages: [{ role: 'user', content: '2 + 2?' }] };
  await client.messages.create(request);
  for await (const event of await client.messages.create({ ...request, stream: true }));
  await recorder.waitForBatchProcessing();
  ends.forEach((end, i) => console.log(`${['at once', 'streamed'][i]}: ${JSON.stringify(end.summary.usage[model])}`));
  process.exit();
});
JS

shown=$(node record.js 2>/dev/null | grep -a '^at once\|^streamed')
echo "$shown"
if [ "$shown" != 'at once: {"requests":1,"input_tokens":10,"cache_creation_input_tokens":1000,"cache_read_input_tokens":2000,"output_tokens":20}
streamed: {"requests":1,"input_tokens":10,"output_tokens":20}' ]; then
  echo 'This has changed: expected a streamed usage without cached tokens.' >&2
  exit 1
fi
