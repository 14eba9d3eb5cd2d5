#!/usr/bin/env bash
# @arizeai/openinference-instrumentation-bedrock 0.5.1 of @aws-sdk/client-bedrock-runtime 3.1164.0 (npm): the tokens on the
# spans of one model by Bedrock's two ways to ask it.
#
# Both answers say what was read from a cache and written to one, beside the input and outside of it. Converse's total has all.
# Expected: the same counts on both spans.
# Seen: the span of InvokeModel has both counts, that of Converse neither. Of a prompt of 3010 tokens 10 are left, and only the
# total shows that there were more; how many of them were read, which cost a tenth, or written, which cost more, is lost.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-bedrock-runtime@3.1164.0 @opentelemetry/api@1.9.0 \
  @opentelemetry/sdk-trace-node@2.1.0 @arizeai/openinference-instrumentation-bedrock@0.5.1 >/dev/null

cat >spans.cjs <<'JS'
const { createServer } = require('node:http');
const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-node');
const { BedrockInstrumentation } = require('@arizeai/openinference-instrumentation-bedrock');

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
const instrumentation = new BedrockInstrumentation();
instrumentation.setTracerProvider(provider);
const bedrock = require('@aws-sdk/client-bedrock-runtime');

const invoked = {
  id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-4-5', stop_reason: 'end_turn',
  content: [{ type: 'text', text: 'four' }],
  usage: { input_tokens: 10, output_tokens: 20, cache_read_input_tokens: 2000, cache_creation_input_tokens: 1000 },
};
const conversed = {
  output: { message: { role: 'assistant', content: [{ text: 'four' }] } }, stopReason: 'end_turn', metrics: { latencyMs: 5 },
  usage: {
    inputTokens: 10, outputTokens: 20, totalTokens: 3030, cacheReadInputTokens: 2000, cacheWriteInputTokens: 1000,
  },
};
const server = createServer(async (request, response) => {
  for await (const part of request);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(request.url.endsWith('/converse') ? conversed : invoked));
});
server.listen(0, '127.0.0.1', async () => {
  const client = new bedrock.BedrockRuntimeClient({
    region: 'us-east-1', endpoint: `http://127.0.0.1:${server.address().port}`,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    requestHandler: new (require('@smithy/node-http-handler').NodeHttpHandler)(),
  });
  const modelId = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
  await client.send(new bedrock.InvokeModelCommand({
    modelId, contentType: 'application/json',
    body: JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31', max_tokens: 50, messages: [{ role: 'user', content: '2 + 2?' }],
    }),
  }));
  await client.send(new bedrock.ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: '2 + 2?' }] }] }));
  for (const { name, attributes } of exporter.getFinishedSpans()) {
    const counts = Object.entries(attributes)
      .filter(([attribute]) => attribute.startsWith('llm.token_count.'))
      .map(([attribute, count]) => `${attribute.replace('llm.token_count.', '')} ${count}`)
      .sort();
    console.log(`${name}: ${counts.join(', ')}`);
  }
  server.closeAllConnections();
  server.close();
});
JS

shown=$(node spans.cjs 2>/dev/null)
echo "$shown"
if [ "$shown" != 'bedrock.invoke_model: completion 20, prompt 10, prompt_details.cache_read 2000, prompt_details.cache_write 1000
bedrock.converse: completion 20, prompt 10, total 3030' ]; then
  echo 'This has changed: expected cached tokens of InvokeModel, and none of Converse.' >&2
  exit 1
fi
