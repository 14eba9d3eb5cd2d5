#!/usr/bin/env python3
"""Writes a folder of made-up sessions in the form of Claude Code, to compare programs that read them.

  generate.py FOLDER [--sessions N] [--answers N] [--text N] [--seed N]

Below FOLDER/projects: side chains, subagents in files of their own, sessions that continue another and begin with a
copy of it, messages on several lines with usage that grows, writes for an hour, several models, answers that the
program made itself. --answers: how many a session has on average; --text: how many characters an answer has.
"""
import argparse
import json
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

MODELS = ["claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001"]
START = datetime(2026, 3, 1, tzinfo=timezone.utc)


class Writer:
    def __init__(self, seed, answers, text):
        self.random, self.answers, self.text, self.count = random.Random(seed), answers, text, 0

    def id(self, prefix):
        self.count += 1
        return f"{prefix}{self.count:010d}{self.random.getrandbits(32):08x}"

    def uuid(self):
        bits = f"{self.random.getrandbits(128):032x}"
        return f"{bits[:8]}-{bits[8:12]}-{bits[12:16]}-{bits[16:20]}-{bits[20:]}"

    def words(self):
        return "lorem ipsum " * max(1, int(self.text * self.random.uniform(0.2, 1.8) / 12))

    def usage(self):
        r = self.random
        writes = r.choice([0, r.randrange(20_000)])
        hour = writes if r.random() < 0.3 else 0
        usage = {
            "input_tokens": r.randrange(2_000),
            "cache_creation_input_tokens": writes,
            "cache_read_input_tokens": r.randrange(250_000) if r.random() < 0.9 else 0,
            "cache_creation": {"ephemeral_5m_input_tokens": writes - hour, "ephemeral_1h_input_tokens": hour},
            "output_tokens": r.randrange(1, 4_000),
            "service_tier": "standard",
        }
        return usage

    def line(self, kind, session, time, parent, **more):
        uuid = self.uuid()
        line = {"parentUuid": parent, "isSidechain": False, "userType": "external", "cwd": "/home/me/work",
                "sessionId": session, "version": "2.1.39", "gitBranch": "main", "type": kind,
                "uuid": uuid, "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"}
        line.update(more)
        return line

    def conversation(self, session, time, count, agent=None):
        """The lines of a conversation, and the agents that it starts: (id, time)."""
        r, lines, agents, parent = self.random, [], [], None
        side = {"isSidechain": True, "agentId": agent} if agent else {}
        while count > 0:
            lines.append(self.line("user", session, time, parent, message={"role": "user", "content": self.words()}, **side))
            parent = lines[-1]["uuid"]
            for _ in range(min(count, r.randrange(1, 8))):
                count -= 1
                time += timedelta(seconds=r.randrange(1, 60))
                day_end = time.replace(hour=23, minute=59, second=50)
                if time > day_end:
                    time += timedelta(minutes=1)  # so that no message has lines on two days
                message, request, model, usage = self.id("msg_"), self.id("req_"), r.choice(MODELS), self.usage()
                task = self.id("toolu_") if agent is None and r.random() < 0.05 else None
                blocks = [{"type": "thinking", "thinking": self.words(), "signature": "x" * 64},
                          {"type": "text", "text": self.words()}][: r.randrange(1, 3)]
                tool = task or self.id("toolu_")
                blocks.append({"type": "tool_use", "id": tool, "name": "Task" if task else "Bash",
                               "input": {"prompt": self.words()} if task else {"command": "ls"}})
                for i, block in enumerate(blocks):
                    partial = dict(usage)
                    if i + 1 < len(blocks) and r.random() < 0.4:
                        partial["output_tokens"] = min(1, usage["output_tokens"])
                    lines.append(self.line("assistant", session, time, parent, requestId=request, message={
                        "model": model, "id": message, "type": "message", "role": "assistant", "content": [block],
                        "stop_reason": None, "stop_sequence": None, "usage": partial}, **side))
                    parent = lines[-1]["uuid"]
                    time += timedelta(milliseconds=r.randrange(50, 400))
                result = {"stdout": self.words(), "stderr": "", "interrupted": False}
                if task:
                    agents.append((self.id("a"), time))
                    result = {"status": "completed", "agentId": agents[-1][0], "totalTokens": 123456,
                              "usage": {"input_tokens": 99, "output_tokens": 99}, "content": []}
                lines.append(self.line("user", session, time, parent, toolUseResult=result, message={
                    "role": "user", "content": [{"tool_use_id": tool, "type": "tool_result", "content": self.words()}]}, **side))
                parent = lines[-1]["uuid"]
            if r.random() < 0.02:
                lines.append(self.line("assistant", session, time, parent, isApiErrorMessage=True, message={
                    "model": "<synthetic>", "id": self.uuid(), "type": "message", "role": "assistant",
                    "content": [{"type": "text", "text": "error"}],
                    "usage": {"input_tokens": 0, "output_tokens": 0, "cache_creation_input_tokens": 0,
                              "cache_read_input_tokens": 0}}, **side))
        return lines, agents, time

    def write(self, folder, sessions):
        before = None
        for number in range(sessions):
            session = f"{number:08x}-{self.uuid()[9:]}"  # names in order of time, as those who read take them
            project = folder / "projects" / f"-home-me-project-{number % 7}"
            time = START + timedelta(minutes=97 * number + self.random.randrange(60))
            lines = [{"type": "summary", "summary": "made up", "leafUuid": self.uuid()}]
            if before and self.random.random() < 0.15:
                project, copied = before
                lines += [dict(line, sessionId=session) for line in copied if "sessionId" in line]
            own, agents, _ = self.conversation(session, time, self.random.randrange(1, 2 * self.answers))
            lines += own
            project.mkdir(parents=True, exist_ok=True)
            self.file(project / f"{session}.jsonl", lines)
            for agent, begun in agents:
                talk, _, _ = self.conversation(session, begun, self.random.randrange(1, 8), agent)
                below = project / session / "subagents"
                below.mkdir(parents=True, exist_ok=True)
                self.file(below / f"agent-{agent}.jsonl", talk)
            before = (project, lines)

    @staticmethod
    def file(path, lines):
        with path.open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(json.dumps(line, separators=(",", ":")) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--answers", type=int, default=20)
    parser.add_argument("--text", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    Writer(options.seed, options.answers, options.text).write(options.folder, options.sessions)


if __name__ == "__main__":
    main()
