#!/usr/bin/env bash
# weave 0.11.1 with openai 6.49.0 (npm): calls of a client that an application hands to weave.wrapOpenAI.
#
# Loaded before openai by require, Weave's SDK instruments the package by itself. Its documentation shows wrapOpenAI as well.
# Expected: a client that is instrumented already is left as it is.
# Seen: every completion is recorded as two calls, one below the other. Each has the usage, and the upper one has the sum of
# both: of a request of 1000 and 300 tokens 2000 and 600. A sum over calls by their own usage counts it twice, one over
# summaries three times.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund weave@0.11.1 openai@6.49.0 >/dev/null

cat >record.js <<'JS'
const { createServer } = require('node:http');

const answer = {
  id: 'c1', object: 'chat.completion', created: 1, model: 'gpt-4o-2024-08-06',
  choices: [{ index: 0, message: { role: 'assistant', content: 'four' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1000, completion_tokens: 300, total_tokens: 1300 },
};
const starts = [];
const ends = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (request.url.includes('upsert_batch')) {
    for (const { mode, req } of JSON.parse(body).batch) (mode === 'start' ? starts : ends).push(req[mode]);
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(request.url.endsWith('/chat/completions') ? answer : { res: [], digest: 'none' }));
});
server.listen(0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  process.env.WF_TRACE_SERVER_URL = address;
  process.env.WANDB_API_KEY = 'none';
  const weave = require('weave');
  const OpenAI = require('openai');
  const recorder = await weave.init('team/project');
  const plain = new OpenAI({ apiKey: 'none', baseURL: address });
  const client = process.argv[2] === 'wrapped' ? weave.wrapOpenAI(plain) : plain;
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: '2 + 2?' }] });
  await recorder.waitForBatchProcessing();
  for (const { id, summary } of ends) {
    const { requests, prompt_tokens, completion_tokens } = summary.usage[answer.model];
    const isBelow = starts.find(start => start.id === id).parent_id != null;
    console.log(`${process.argv[2]}: ${isBelow ? 'child' : 'root'} requests ${requests}, prompt ${prompt_tokens}`
      + `, completion ${completion_tokens}`);
  }
  process.exit();
});
JS

shown=$(for how in plain wrapped; do node record.js "$how" 2>/dev/null | grep -a "^$how: "; done)
echo "$shown"
if [ "$shown" != 'plain: root requests 1, prompt 1000, completion 300
wrapped: child requests 1, prompt 1000, completion 300
wrapped: root requests 2, prompt 2000, completion 600' ]; then
  echo 'This has changed: expected one call of a plain client, and two of a wrapped one with 2000 and 600 in the upper.' >&2
  exit 1
fi
