#!/usr/bin/env bash
# tokenlens 1.3.1 (npm): the cost of a usage object of the AI SDK.
#
# The AI SDK counts cached tokens inside inputTokens. At 2.50 USD for a million tokens and 1.25 for a million cached ones, a
# million of which 900,000 were cached cost 0.25 + 1.125 = 1.375 USD.
# Seen: 3.625 USD. All of the input is charged at the full rate, and the cached part of it once more at its own: what was
# read from a cache makes a call dearer.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund tokenlens@1.3.1 >/dev/null

cat >cost.mjs <<'JS'
import { getUsage } from 'tokenlens';

const cost = usage => getUsage({ modelId: 'openai:gpt-4o', usage }).costUSD;
const input = { inputTokens: 1_000_000, outputTokens: 0, totalTokens: 1_000_000 };
console.log(`nothing cached: ${cost(input).totalUSD}`);
const cached = cost({ ...input, cachedInputTokens: 900_000 });
console.log(`900,000 cached: ${cached.totalUSD} = ${cached.inputUSD} + ${cached.cacheReadUSD}`);
JS

shown=$(node cost.mjs)
echo "$shown"
if [ "$shown" != 'nothing cached: 2.5
900,000 cached: 3.625 = 2.5 + 1.125' ]; then
  echo 'This has changed: expected 2.5 and 3.625 USD.' >&2
  exit 1
fi
