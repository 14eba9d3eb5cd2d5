#!/usr/bin/env bash
# ai 7.0.173 with @ai-sdk/otel 1.0.173 (npm): the OpenTelemetry spans of one generateText call with a tool, against the
# package's own mock model.
#
# Expected: the usage attributes of the spans of a trace add up to what was used.
# Seen: they add up to twice that. The span invoke_agent bears the sum of all steps in the same attributes
# (gen_ai.usage.input_tokens, gen_ai.usage.output_tokens) as the chat spans two levels below it; the step spans between
# them have the operation name agent_step, which is none of OpenTelemetry's conventions, and no usage.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ai@7.0.173 @ai-sdk/otel@1.0.173 zod@4.1.12 \
  @opentelemetry/api@1.9.0 @opentelemetry/sdk-trace-node@2.2.0 >/dev/null

cat >spans.mjs <<'JS'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { OpenTelemetry } from '@ai-sdk/otel';
import { generateText, registerTelemetry, stepCountIs, tool } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { z } from 'zod';

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerTelemetry(new OpenTelemetry());

const usage = (input, output) => ({
  inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: output, text: output, reasoning: 0 },
});
const answers = [
  {
    content: [{ type: 'tool-call', toolCallId: 'call-1', toolName: 'lookup', input: '{"word":"tide"}' }],
    finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
    usage: usage(100, 20),
    warnings: [],
  },
  {
    content: [{ type: 'text', text: 'done' }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: usage(150, 30),
    warnings: [],
  },
];
const { usage: used } = await generateText({
  model: new MockLanguageModelV4({ provider: 'mock', modelId: 'mock-1', doGenerate: async () => answers.shift() }),
  prompt: 'Look a word up.',
  stopWhen: stepCountIs(5),
  tools: { lookup: tool({ inputSchema: z.object({ word: z.string() }), execute: async () => 'found' }) },
});

let sum = 0;
for (const span of exporter.getFinishedSpans()) {
  const input = span.attributes['gen_ai.usage.input_tokens'];
  console.log(`${span.name}: operation ${span.attributes['gen_ai.operation.name']}, input ${input ?? 'none'}`);
  sum += input ?? 0;
}
console.log(`used ${used.inputTokens}, sum over spans ${sum}`);
JS

shown=$(node spans.mjs)
echo "$shown"
if ! grep -q '^used 250, sum over spans 500$' <<<"$shown" || ! grep -q '^step 1: operation agent_step, input none$' <<<"$shown"; then
  echo 'This has changed: expected 250 used, 500 in the spans, and steps without usage.' >&2
  exit 1
fi
