#!/usr/bin/env bash
# ccusage 20.0.24 (npm), costs of claude-sonnet-4-5 with its bundled prices (--offline).
#
# Anthropic's page on pricing says that a request with more than 200,000 input tokens, cached ones included, is charged
# at the long-context rates for all its tokens.
# Seen: the threshold is applied to each kind of tokens by itself, and only the tokens above it cost more.
# - 250,000 input and 10 output tokens: 200,000 x 3 + 50,000 x 6 + 10 x 15 millionths = 0.90015, where the whole at the
#   long-context rates (6 and 22.5) is 1.500225.
# - 150,000 input and 150,000 cache read tokens are 300,000 together, and cost 0.495, the standard rates (3 and 0.3), where
#   the long-context rates (6 and 0.6) give 0.99.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ccusage@20.0.24 >/dev/null

# The cost of one message: input, cache read and output tokens.
cost() {
  mkdir -p "$1/projects/demo"
  printf '{"type":"assistant","timestamp":"2026-03-02T10:00:00.000Z","sessionId":"11111111-1111-4111-8111-111111111111","requestId":"req_1","version":"2.1.0","message":{"id":"msg_1","model":"claude-sonnet-4-5-20250929","usage":{"input_tokens":%s,"cache_read_input_tokens":%s,"output_tokens":%s,"cache_creation_input_tokens":0}}}\n' \
    "$2" "$3" "$4" >"$1/projects/demo/11111111-1111-4111-8111-111111111111.jsonl"
  CLAUDE_CONFIG_DIR="$folder/$1" npx --no-install ccusage daily --offline --json |
    node -e 'let s = ""; process.stdin.on("data", d => s += d).on("end", () => console.log(JSON.parse(s).totals.totalCost.toFixed(6)))'
}

long=$(cost long 250000 0 10)
cached=$(cost cached 150000 150000 0)

printf '250,000 input, 10 output            %s USD\n' "$long"
printf '150,000 input, 150,000 cache read   %s USD\n' "$cached"

if [ "$long/$cached" != 0.900150/0.495000 ]; then
  echo 'This has changed: expected 0.900150 and 0.495000.' >&2
  exit 1
fi
