#!/usr/bin/env bash
# ccusage 20.0.24 (npm) reads session files of coding agents, one JSON object per line.
#
# Expected: white space between a key's colon and its value has no meaning in JSON (RFC 8259, section 2), so that a
# line means the same with and without it.
# Seen: a line with a space after "usage": is skipped. All its tokens are missing, no warning is printed, and the exit
# code is 0. A space after the colons of other keys changes nothing. Files that a JSON library wrote with its usual
# spaces (Python's json.dumps, for example) come to nothing.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ccusage@20.0.24 >/dev/null

line='{"type":"assistant","timestamp":"2026-03-02T10:00:00.000Z","sessionId":"11111111-1111-4111-8111-111111111111","requestId":"req_1","version":"2.1.0","message":{"id":"msg_1","model":"claude-sonnet-4-5-20250929","usage":{"input_tokens":100,"output_tokens":20,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}}}'

# The tokens that ccusage counts in a folder that holds this one line.
tokens() {
  mkdir -p "$1/projects/demo"
  printf '%s\n' "$2" >"$1/projects/demo/11111111-1111-4111-8111-111111111111.jsonl"
  CLAUDE_CONFIG_DIR="$folder/$1" npx --no-install ccusage daily --offline --json |
    node -e 'let s = ""; process.stdin.on("data", d => s += d).on("end", () => console.log(JSON.parse(s).totals.totalTokens))'
}

compact=$(tokens compact "$line")
elsewhere=$(tokens elsewhere "${line/\"input_tokens\":100/\"input_tokens\": 100}")
spaced=$(tokens spaced "${line/\"usage\":/\"usage\": }")

printf 'no space            %s tokens\n' "$compact"
printf 'after input_tokens  %s tokens\n' "$elsewhere"
printf 'after usage         %s tokens\n' "$spaced"

if [ "$compact/$elsewhere/$spaced" != 120/120/0 ]; then
  echo 'This has changed: expected 120, 120 and 0.' >&2
  exit 1
fi
