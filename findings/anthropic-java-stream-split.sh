#!/usr/bin/env bash
# com.anthropic:anthropic-java-core 3.14.0 (Maven): the usage of a streamed message as MessageAccumulator puts it together.
#
# Expected: the accumulated usage is of one time. The last event reports the whole message, which has grown since the
# first one where tools of the server ran in between.
# Seen: the counts are the last event's, but cache_creation, which says for how long tokens were written to a cache, is
# still the first one's: its parts add up to less than cache_creation_input_tokens. Whoever prices writes by their
# lifetime misses the rest.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.anthropic</groupId>
      <artifactId>anthropic-java-core</artifactId>
      <version>3.14.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat >Split.java <<'JAVA'
import com.anthropic.core.ObjectMappers;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;

class Split {
  public static void main(String[] args) throws Exception {
    MessageAccumulator message = MessageAccumulator.create();
    for (String event :
        new String[] {
          """
          {"type": "message_start", "message": {"id": "m", "type": "message", "role": "assistant",
           "model": "claude-sonnet-4-5", "content": [], "stop_reason": null, "stop_sequence": null,
           "usage": {"input_tokens": 10, "output_tokens": 1, "cache_read_input_tokens": 0,
           "cache_creation_input_tokens": 100, "cache_creation":
           {"ephemeral_5m_input_tokens": 40, "ephemeral_1h_input_tokens": 60}}}}""",
          """
          {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "four"}}""",
          """
          {"type": "content_block_stop", "index": 0}""",
          """
          {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null},
           "usage": {"input_tokens": 30, "output_tokens": 20, "cache_read_input_tokens": 100,
           "cache_creation_input_tokens": 350, "server_tool_use": {"web_search_requests": 1,
           "web_fetch_requests": 0}}}""",
          """
          {"type": "message_stop"}"""
        }) {
      message.accumulate(ObjectMappers.jsonMapper().readValue(event, RawMessageStreamEvent.class));
    }
    Usage usage = message.message().usage();
    System.out.println(
        "input " + usage.inputTokens() + ", output " + usage.outputTokens()
            + ", written to a cache " + usage.cacheCreationInputTokens().orElse(-1L));
    System.out.println(
        "of it for 5 minutes " + usage.cacheCreation().get().ephemeral5mInputTokens()
            + ", for an hour " + usage.cacheCreation().get().ephemeral1hInputTokens());
  }
}
JAVA

shown=$(java -cp 'jars/*' Split.java 2>/dev/null)
echo "$shown"
if ! grep -q '^input 30, output 20, written to a cache 350$' <<<"$shown" ||
  ! grep -q '^of it for 5 minutes 40, for an hour 60$' <<<"$shown"; then
  echo 'This has changed: expected 350 tokens written, and a split of 100 of them.' >&2
  exit 1
fi
