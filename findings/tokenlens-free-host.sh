#!/usr/bin/env bash
# tokenlens 1.3.1 (npm): the cost of a model whose name has the form of gateways, such as openai/gpt-4o.
#
# Expected: the price of OpenAI, no price, or a word that the name is of several hosts.
# Seen: the first host in its catalogue that has a model of that name decides. For openai/gpt-4o and openai/o3 that is GitHub
# Models, where they are free: everything costs 0, which looks like any other cost. For openai/gpt-4.1 it is a gateway that
# charges.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund tokenlens@1.3.1 >/dev/null

cat >cost.mjs <<'JS'
import { getUsage, resolveModel } from 'tokenlens';

for (const modelId of ['openai:gpt-4o', 'openai/gpt-4o', 'openai:o3', 'openai/o3', 'openai/gpt-4.1']) {
  const usage = { inputTokens: 1_000_000, outputTokens: 0, totalTokens: 1_000_000 };
  console.log(`${modelId}: ${getUsage({ modelId, usage }).costUSD.totalUSD}, found as ${resolveModel(modelId).id}`);
}
JS

shown=$(node cost.mjs)
echo "$shown"
if [ "$shown" != 'openai:gpt-4o: 2.5, found as openai:gpt-4o
openai/gpt-4o: 0, found as github-models:openai/gpt-4o
openai:o3: 2, found as openai:o3
openai/o3: 0, found as github-models:openai/o3
openai/gpt-4.1: 2, found as fastrouter:openai/gpt-4.1' ]; then
  echo 'This has changed: expected openai/gpt-4o and openai/o3 to cost 0.' >&2
  exit 1
fi
