#!/usr/bin/env bash
# genkit 1.42.0 (npm): usage of the response of generate, where the model asks for a tool.
#
# One call of generate sends two requests then: one that is answered with the tool's name, and one with the tool's result.
# Expected: the usage of both, as the other members of the response are of the whole exchange: messages has all four.
# Seen: that of the last request alone, streamed or not. Of 300 input tokens 200 are left, and nothing in the response has
# the others.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund genkit@1.42.0 >/dev/null

cat >usage.mjs <<'JS'
import { genkit, z } from 'genkit';

const ai = genkit({});
const sums = { input: 0, output: 0 };
const model = ai.defineModel({ name: 'model', supports: { tools: true, multiturn: true } }, async request => {
  const isAnswered = request.messages.some(message => message.role === 'tool');
  const usage = isAnswered ? { inputTokens: 200, outputTokens: 20 } : { inputTokens: 100, outputTokens: 10 };
  sums.input += usage.inputTokens;
  sums.output += usage.outputTokens;
  const content = isAnswered ? [{ text: 'four' }] : [{ toolRequest: { name: 'add', ref: '1', input: {} } }];
  return { message: { role: 'model', content }, finishReason: 'stop', usage };
});
const add = ai.defineTool(
  { name: 'add', description: 'adds', inputSchema: z.object({}), outputSchema: z.number() }, async () => 4);
const options = { model, prompt: '2 + 2?', tools: [add] };
const show = (how, { usage, messages }) => console.log(
  `${how}: used ${sums.input} and ${sums.output}, usage ${usage.inputTokens} and ${usage.outputTokens}`
    + ` of ${messages.length} messages`);

show('at once', await ai.generate(options));
sums.input = 0;
sums.output = 0;
const { response, stream } = ai.generateStream(options);
for await (const chunk of stream);
show('streamed', await response);
process.exit(0);
JS

shown=$(node usage.mjs 2>/dev/null)
echo "$shown"
if [ "$shown" != 'at once: used 300 and 30, usage 200 and 20 of 4 messages
streamed: used 300 and 30, usage 200 and 20 of 4 messages' ]; then
  echo 'This has changed: expected the usage of the last request alone.' >&2
  exit 1
fi
