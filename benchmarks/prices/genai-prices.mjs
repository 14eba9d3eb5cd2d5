#!/usr/bin/env node
// What genai-prices' own calculator (npm package @pydantic/genai-prices 0.1.8) says that usage costs, on a list of its own.
//
//   npm install @pydantic/genai-prices@0.1.8 && node genai-prices.mjs LIST.json [DATES] > cases.jsonl
//
// LIST.json: prices/new_data/v2/data.json of genai-prices. A line of the output is a case: provider, model, time, usage
// under its names, and its cost in USD, null if it gives none. Usage is of each kind that the model has a price for, at
// DATES times (4 unless given; models with dated prices always have 4), of the other kinds at one, and on both sides of
// each threshold. GenaiPricesAgreementTest compares our costs with them.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const require = createRequire(process.cwd() + "/")
const { calcPrice, updatePrices, waitForUpdate } = require("@pydantic/genai-prices")

const list = JSON.parse(readFileSync(process.argv[2], "utf8"))
const dates = Number(process.argv[3] ?? 4)
updatePrices(({ setProviderData }) => setProviderData(list))
await waitForUpdate()

const TIMES = ["2026-08-20T12:00:00Z", "2024-05-01T20:30:00Z", "2025-09-15T03:00:00Z", "2026-11-15T17:00:00Z"]

// Each kind by the name of its price, with the kinds that hold it.
const KINDS = {
  cache_read_mtok: { cache_read_tokens: 300, input_tokens: 1000 },
  cache_write_mtok: { cache_write_tokens: 200, input_tokens: 1000 },
  cache_write_1h_mtok: { cache_write_1h_tokens: 150, cache_write_tokens: 200, input_tokens: 1000 },
  input_audio_mtok: { input_audio_tokens: 400, input_tokens: 1000 },
  cache_audio_read_mtok: { cache_audio_read_tokens: 100, input_audio_tokens: 400, cache_read_tokens: 100, input_tokens: 1000 },
  output_audio_mtok: { output_audio_tokens: 50 },
  input_image_mtok: { input_image_tokens: 350, input_tokens: 1000 },
  cache_image_read_mtok: { cache_image_read_tokens: 100, input_image_tokens: 350, cache_read_tokens: 100, input_tokens: 1000 },
  output_image_mtok: { output_image_tokens: 60 },
  input_video_mtok: { input_video_tokens: 250, input_tokens: 1000 },
  output_video_mtok: { output_video_tokens: 70 },
  output_reasoning_mtok: { output_reasoning_tokens: 80 },
  output_citation_mtok: { output_citation_tokens: 40 },
  web_searches_kcount: { web_searches: 3 },
}

function priced(model) {
  const all = Array.isArray(model.prices) ? model.prices.map(each => each.prices) : [model.prices]
  return { kinds: new Set(all.flatMap(Object.keys)), starts: new Set(all.flatMap(starts)) }
}

function starts(prices) {
  return Object.values(prices).flatMap(price => (price?.tiers ?? []).map(tier => tier.start))
}

function* usages(kinds, sizes) {
  for (const size of sizes) {
    yield { input_tokens: size, output_tokens: 0 }
    yield { input_tokens: size, output_tokens: 200 }
    yield { input_tokens: size, cache_read_tokens: Math.floor(size / 2), output_tokens: 200 }
    yield { input_tokens: size, cache_read_tokens: Math.floor(size / 4), cache_write_tokens: Math.floor(size / 3), output_tokens: 200 }
  }
  for (const kind of kinds) {
    yield { input_tokens: 1000, output_tokens: 200, ...KINDS[kind] }
    yield { input_tokens: 7777, output_tokens: 333, ...scaled(KINDS[kind]) }
  }
}

function scaled(usage) {
  return Object.fromEntries(Object.entries(usage).map(([name, count]) => [name, name === "input_tokens" ? 7777 : count * 3 + 1]))
}

// Words for what the calculator cannot price: then it gives no cost.
function cost(usage, model, provider, when) {
  try {
    return calcPrice(usage, model, { providerId: provider, timestamp: new Date(when) })?.total_price ?? null
  } catch {
    return null
  }
}

console.warn = () => {}
for (const provider of list) {
  for (const model of provider.models) {
    const { kinds, starts } = priced(model)
    const sizes = [1000, 9, ...[...starts].flatMap(start => [start - 1, start, start + 1, 2 * start])]
    const known = Object.keys(KINDS).filter(kind => kinds.has(kind))
    const others = Object.keys(KINDS).filter(kind => !kinds.has(kind))
    const times = Array.isArray(model.prices) ? TIMES : TIMES.slice(0, dates)
    for (const when of times) {
      for (const usage of usages(known, sizes)) {
        console.log(JSON.stringify([provider.id, model.id, when, usage, cost(usage, model.id, provider.id, when)]))
      }
    }
    for (const usage of usages(others, [])) {
      console.log(JSON.stringify([provider.id, model.id, TIMES[0], usage, cost(usage, model.id, provider.id, TIMES[0])]))
    }
  }
}
