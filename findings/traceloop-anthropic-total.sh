#!/usr/bin/env bash
# @traceloop/instrumentation-anthropic 0.27.0, of @anthropic-ai/sdk 0.60.0 (npm): tokens on the span of a message.
#
# Anthropic counts cached tokens beside input_tokens: 10 uncached, 700 read, 200 written and 5 of output are 915. The
# conventions of OpenTelemetry that the span's names are from have cached tokens inside gen_ai.usage.input_tokens.
# Seen: gen_ai.usage.input_tokens is 10, and the total, which the package works out itself, is 15: it leaves out all of the
# 900 that it records beside it. Who reads the names as OpenTelemetry means them finds more cached tokens than input.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/sdk@0.60.0 @opentelemetry/api@1.9.0 \
  @opentelemetry/sdk-trace-node@2.1.0 @traceloop/instrumentation-anthropic@0.27.0 >/dev/null

cat >spans.mjs <<'JS'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import * as anthropic from '@anthropic-ai/sdk';
import { AnthropicInstrumentation } from '@traceloop/instrumentation-anthropic';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
const instrumentation = new AnthropicInstrumentation();
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(anthropic);
const answer = {
  id: 'm1', type: 'message', role: 'assistant', model: 'claude-sonnet-4-5', stop_reason: 'end_turn', stop_sequence: null,
  content: [{ type: 'text', text: 'four' }],
  usage: {
    input_tokens: 10, cache_read_input_tokens: 700, cache_creation_input_tokens: 200, output_tokens: 5,
  },
};
const fetch = async () =>
  new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
const client = new anthropic.Anthropic({ apiKey: 'none', fetch });
await client.messages.create({
  model: 'claude-sonnet-4-5', max_tokens: 10, messages: [{ role: 'user', content: '2 + 2?' }],
});
const { attributes } = exporter.getFinishedSpans()[0];
for (const name of Object.keys(attributes).filter(name => /usage/.test(name)).sort()) {
  console.log(`${name}: ${attributes[name]}`);
}
JS

shown=$(node spans.mjs)
echo "$shown"
if [ "$shown" != 'gen_ai.usage.cache_creation.input_tokens: 200
gen_ai.usage.cache_read.input_tokens: 700
gen_ai.usage.input_tokens: 10
gen_ai.usage.output_tokens: 5
gen_ai.usage.total_tokens: 15' ]; then
  echo 'This has changed: expected a total of 15.' >&2
  exit 1
fi
