#!/usr/bin/env python3
"""Compares the program with ccusage (npm package ccusage, 20.0.24) on a folder that generate.py wrote.

  compare.py TOKENTALLY.JAR CCUSAGE FOLDER [--prices FILE] [--time]

CCUSAGE: its program for the platform, node_modules/@ccusage/ccusage-*/bin/ccusage. It is asked --offline, in UTC.
Every count of every session and every day must be equal. Costs are compared by model, and each difference is named.
--time: prints the CPU seconds and memory of both instead. Exit code 1 if a count differs.
"""
import argparse
import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal

COUNTS = ("input", "cache_write", "cache_read", "output")


def run(command, folder):
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, CLAUDE_CONFIG_DIR=folder, HOME=home, NO_COLOR="1", LOG_LEVEL="0")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=home)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr.strip()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, cpu, after.ru_maxrss


def theirs(options, kind, key):
    out, _, _ = run([options.ccusage, "claude", kind, "--json", "--offline", "--timezone", "UTC", "--mode", "calculate"],
                    options.folder)
    found = json.loads(out, parse_float=Decimal)
    counts, costs = defaultdict(lambda: [0] * 4), defaultdict(Decimal)
    for row in found[kind if kind == "daily" else "sessions"]:
        for model in row["modelBreakdowns"]:
            one = counts[row[key], model["modelName"]]
            for i, name in enumerate(("inputTokens", "cacheCreationTokens", "cacheReadTokens", "outputTokens")):
                one[i] += model[name]
            costs[row[key], model["modelName"]] += Decimal(model["cost"])
    return {k: v for k, v in counts.items() if any(v)}, costs


def ours(options, by, key):
    prices = ["--prices", options.prices] if options.prices else []
    out, _, _ = run(["java", "-jar", options.jar, "report", options.folder, "--format", "csv", *by, *prices], options.folder)
    counts, costs = defaultdict(lambda: [0] * 4), defaultdict(Decimal)
    for row in csv.DictReader(io.StringIO(out)):
        read, write = int(row["cache_read_input_tokens"]), int(row["cache_creation_input_tokens"])
        one = counts[row[key], row["model"]]
        for i, count in enumerate((int(row["prompt_tokens"]) - read - write, write, read, int(row["completion_tokens"]))):
            one[i] += count
        costs[row[key], row["model"]] += Decimal(row["total_cost"] or 0)
    return dict(counts), costs


def messages(folder):
    """The usage of each message: of its lines the one with the most tokens."""
    found = {}
    for directory, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            with open(os.path.join(directory, name), encoding="utf-8") as lines:
                for line in map(json.loads, lines):
                    message = line.get("message") or {}
                    usage = message.get("usage")
                    if usage:
                        tokens = sum(usage[k] for k in usage if k.endswith("_tokens"))
                        if tokens >= found.get(message["id"], (-1,))[0]:
                            found[message["id"]] = (tokens, message["model"], usage)
    return [(model, usage) for _, model, usage in found.values()]


def by_rule(usage, price, whole):
    """The cost of a message above 200,000 tokens: all of it at the higher rates, as Anthropic charges, or of each kind
    what is above, as ccusage reckons."""
    hour = usage.get("cache_creation", {}).get("ephemeral_1h_input_tokens", 0)
    kinds = ((usage["input_tokens"], "input_cost_per_token", 1), (usage["output_tokens"], "output_cost_per_token", 1),
             (usage["cache_read_input_tokens"], "cache_read_input_token_cost", 1),
             (usage["cache_creation_input_tokens"] - hour, "cache_creation_input_token_cost", 1),
             (hour, "input_cost_per_token", 2))
    long_prompt = sum(usage[k] for k in ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")) > 200_000
    cost = Decimal(0)
    for tokens, rate, times in kinds:
        low = Decimal(str(price[rate])) * times
        high = Decimal(str(price.get(rate + "_above_200k_tokens", price[rate]))) * times
        above = (tokens if long_prompt else 0) if whole else max(0, tokens - 200_000)
        cost += (tokens - above) * low + above * high
    return cost


def named(options, model, their_cost, our_cost, read):
    """What the difference between two costs is."""
    prices = json.load(open(options.prices, encoding="utf-8"), parse_float=Decimal) if options.prices else {}
    if model not in prices:
        return "not named: --prices takes LiteLLM's list"
    sums = [sum(by_rule(usage, prices[model], whole) for name, usage in read if name == model) for whole in (False, True)]
    fits = [abs(a - b) < Decimal("0.00001") for a, b in zip(sums, (their_cost, our_cost))]
    return ("messages with prompts above 200,000 tokens: ccusage charges the higher rate for what is above in each kind,"
            " Anthropic and we for the whole message" if all(fits) else f"not named: {sums}, {fits}")


def compare(options):
    wrong, read = 0, messages(options.folder)
    for kind, key, by, our_key in (("session", options.session_key, ["--by", "session"], "session"),
                                   ("daily", "date", ["--by", "day"], "day")):
        (their_counts, their_costs), (our_counts, our_costs) = theirs(options, kind, key), ours(options, by, our_key)
        differing = [k for k in their_counts.keys() | our_counts.keys() if their_counts.get(k) != our_counts.get(k)]
        for k in sorted(differing)[:10]:
            print(f"{kind} {k}: ccusage {their_counts.get(k)}, tokentally {our_counts.get(k)}  ({', '.join(COUNTS)})")
        wrong += len(differing)
        print(f"{kind}: {len(their_counts)} rows by model, {len(differing)} with other counts")
        by_model = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for (_, model), cost in their_costs.items():
            by_model[model][0] += cost
        for (_, model), cost in our_costs.items():
            by_model[model][1] += cost
        for model, (their_cost, our_cost) in sorted(by_model.items()):
            difference = our_cost - their_cost
            is_equal = abs(difference) < Decimal("0.00001")
            note = "equal" if is_equal else f"differs by {difference:.6f}: " + named(options, model, their_cost, our_cost, read)
            print(f"  {model}: ccusage {their_cost:.6f}, tokentally {our_cost:.6f}: {note}")
    return 1 if wrong else 0


def time(options):
    for name, command in (
        ("ccusage", [options.ccusage, "claude", "daily", "--json", "--offline", "--timezone", "UTC"]),
        ("tokentally", ["java", *options.java.split(), "-jar", options.jar, "report", options.folder, "--format", "csv", "--by", "day"]),
    ):
        _, cpu, peak = run(command, options.folder)
        print(f"{name}: {cpu:.2f} s of CPU, at most {peak // 1024} MiB so far")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jar")
    parser.add_argument("ccusage")
    parser.add_argument("folder")
    parser.add_argument("--prices")
    parser.add_argument("--time", action="store_true")
    parser.add_argument("--java", default="", help="options for Java, with --time")
    parser.add_argument("--session-key", default="sessionId")
    options = parser.parse_args()
    options.folder = os.path.abspath(options.folder)
    options.jar = os.path.abspath(options.jar)
    sys.exit(time(options) if options.time else compare(options))


if __name__ == "__main__":
    main()
