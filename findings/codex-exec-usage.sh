#!/usr/bin/env bash
# @openai/codex 0.171.0 (npm): the usage of turn.completed, as `codex exec --json` prints it, against a server on this machine
# that speaks the API of Responses and says 1,000 input and 20 output tokens of every request.
#
# Each run below is one turn with one request.
# Expected: the usage of the turn, 1,000 and 20 tokens, each time.
# Seen: 1. A resumed session prints the sum since the session began, a forked one the sum of its origin as well, under an id
#          of its own: added up, the tokens of the origin count again with every fork.
#       2. A review prints 0 tokens: it runs in a thread of its own, of which nothing is printed.
# The rollouts below CODEX_HOME have each request once, in records of type token_usage_record.
set -euo pipefail

folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/codex@0.171.0 >/dev/null

cat >server.mjs <<'JS'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';

let count = 0;
const usage = {
  input_tokens: 1000, input_tokens_details: { cached_tokens: 0 },
  output_tokens: 20, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 1020,
};
const server = createServer(async (request, response) => {
  for await (const part of request);
  if (!request.url.endsWith('/responses')) {
    response.writeHead(404).end();
    return;
  }
  const id = `resp_${++count}`;
  const content = [{ type: 'output_text', text: 'done' }];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of [
    { type: 'response.created', response: { id } },
    { type: 'response.output_item.done', item: { type: 'message', role: 'assistant', id: `msg_${count}`, content } },
    { type: 'response.completed', response: { id, usage } },
  ]) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node server.mjs &
server=$!
until [ -s port ]; do sleep 0.1; done

export CODEX_HOME="$folder/home"
mkdir home work
cat >home/config.toml <<TOML
model = "gpt-5.1-codex"
model_provider = "local"
check_for_update_on_startup = false
[analytics]
enabled = false
[model_providers.local]
name = "local"
base_url = "http://127.0.0.1:$(cat port)/v1"
wire_api = "responses"
TOML
cd work
git init -q .
echo changed >file

codex() {
  ../node_modules/.bin/codex exec --json "$@" </dev/null 2>/dev/null >../printed
  node -e '
    const lines = require("fs").readFileSync("../printed", "utf8").trim().split("\n").map(line => JSON.parse(line));
    const { usage } = lines.find(line => line.type === "turn.completed");
    console.log(`${process.argv[1]}: ${usage.input_tokens} and ${usage.output_tokens}`);' "$what"
}
shown=$(
  what=first; codex Hello
  thread=$(head -1 ../printed | sed 's/.*"thread_id":"\([^"]*\)".*/\1/')
  what=resumed; codex resume "$thread" Again
  what=forked; codex fork "$thread" Again
  what=review; codex review --uncommitted
)
echo "$shown"
if [ "$shown" != 'first: 1000 and 20
resumed: 2000 and 40
forked: 3000 and 60
review: 0 and 0' ]; then
  echo 'This has changed: expected the sums of 1, 2 and 3 requests, and nothing of a review.' >&2
  exit 1
fi
