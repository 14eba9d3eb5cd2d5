#!/usr/bin/env bash
# weave 0.11.1 with openai 6.49.0 (npm): summary.usage of images that gpt-image-1 made, as Weave's SDK records it.
#
# OpenAI charges gpt-image-1 by tokens of text and of images, and returns how many.
# Expected: those tokens, under the name of the model that was asked.
# Seen: {"dall-e": {"images_generated": 1}}, whichever model it was. No token is recorded, and any price of dall-e is that of
# another model.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund weave@0.11.1 openai@6.49.0 >/dev/null

cat >record.js <<'JS'
const { createServer } = require('node:http');

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const usage = {
  input_tokens: 50, input_tokens_details: { text_tokens: 50, image_tokens: 0 }, output_tokens: 4160, total_tokens: 4210,
};
const ends = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (request.url.includes('upsert_batch')) {
    ends.push(...JSON.parse(body).batch.filter(each => each.mode === 'end').map(each => each.req.end));
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(request.url.endsWith('/images/generations')
    ? { created: 1, data: [{ b64_json: pixel }], usage }
    : { res: [], digest: 'none' }));
});
server.listen(0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  process.env.WF_TRACE_SERVER_URL = address;
  process.env.WANDB_API_KEY = 'none';
  const weave = require('weave');
  const OpenAI = require('openai');
  const recorder = await weave.init('team/project');
  const client = new OpenAI({ apiKey: 'none', baseURL: address });
  await client.images.generate({ model: 'gpt-image-1', prompt: 'a pixel', quality: 'high' });
  await recorder.waitForBatchProcessing();
  ends.forEach(end => console.log(`usage: ${JSON.stringify(end.summary.usage)}`));
  process.exit();
});
JS

shown=$(node record.js 2>/dev/null | grep -a '^usage')
echo "$shown"
if [ "$shown" != 'usage: {"dall-e":{"requests":1,"images_generated":1}}' ]; then
  echo 'This has changed: expected one image of dall-e.' >&2
  exit 1
fi
