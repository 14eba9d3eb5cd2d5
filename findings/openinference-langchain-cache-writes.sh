#!/usr/bin/env bash
# @arizeai/openinference-instrumentation-langchain 4.1.1 of @langchain/core 1.4.0 (npm): the tokens on the span of a model.
#
# LangChain's usage_metadata has input_token_details of what was read from a cache and of what was written to one.
# OpenInference has an attribute for each; OpenInference's instrumentation of Anthropic's own SDK sets both.
# Expected: llm.token_count.prompt_details.cache_write beside cache_read.
# Seen: cache_read alone. The 1000 tokens that were written look like any uncached ones, which cost a fifth less at Anthropic,
# or half as much if they were written for an hour.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/core@1.4.0 @opentelemetry/api@1.9.0 \
  @opentelemetry/sdk-trace-node@2.1.0 @arizeai/openinference-instrumentation-langchain@4.1.1 >/dev/null

cat >spans.mjs <<'JS'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { LangChainInstrumentation } from '@arizeai/openinference-instrumentation-langchain';
import * as manager from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage } from '@langchain/core/messages';

class Model extends BaseChatModel {
  _llmType() {
    return 'model';
  }
  async _generate() {
    const usage_metadata = {
      input_tokens: 3010, output_tokens: 20, total_tokens: 3030,
      input_token_details: { cache_read: 2000, cache_creation: 1000 },
    };
    return { generations: [{ text: 'four', message: new AIMessage({ content: 'four', usage_metadata }) }] };
  }
}

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
const instrumentation = new LangChainInstrumentation();
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(manager);
await new Model({}).invoke('2 + 2?');
for (let i = 0; i < 50 && !exporter.getFinishedSpans().length; i++) {
  await new Promise(resolve => setTimeout(resolve, 50));
}
for (const { attributes } of exporter.getFinishedSpans()) {
  console.log(Object.entries(attributes)
    .filter(([name]) => name.startsWith('llm.token_count.'))
    .map(([name, count]) => `${name.replace('llm.token_count.', '')} ${count}`)
    .sort()
    .join(', '));
}
JS

shown=$(node spans.mjs 2>/dev/null)
echo "$shown"
if [ "$shown" != 'completion 20, prompt 3010, prompt_details.cache_read 2000, total 3030' ]; then
  echo 'This has changed: expected no count of what was written to a cache.' >&2
  exit 1
fi
