#!/usr/bin/env bash
# org.springframework.ai:spring-ai-model 2.0.1 (Maven): what Spring AI makes of the usage of a streamed answer, as its
# observations (spans and metrics) have it.
#
# Expected: the usage of the aggregated response is that of the stream's last response.
# Seen: the tokens that were read from and written to a cache are gone, and so is the usage of the provider's library.
# With Anthropic, whose input leaves cached tokens out, nothing is left of a prompt that came from a cache; the same
# call without streaming has all of it.
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
      <groupId>org.springframework.ai</groupId>
      <artifactId>spring-ai-model</artifactId>
      <version>2.0.1</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat >Stream.java <<'JAVA'
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.model.MessageAggregator;
import reactor.core.publisher.Flux;

class Stream {
  public static void main(String[] args) {
    // As AnthropicChatModel fills it: 10 tokens put in, 2000 read from a cache, 1000 written to one.
    Usage last = new DefaultUsage(10, 20, 30, "what the library returned", 2000L, 1000L);
    show("last response", last);
    new MessageAggregator()
        .aggregate(
            Flux.just(response("fo", new DefaultUsage(0, 0)), response("ur", last)),
            whole -> show("aggregated", whole.getMetadata().getUsage()))
        .blockLast();
  }

  static ChatResponse response(String text, Usage usage) {
    return new ChatResponse(
        List.of(new Generation(new AssistantMessage(text))),
        ChatResponseMetadata.builder().usage(usage).build());
  }

  static void show(String what, Usage usage) {
    System.out.println(
        what + ": prompt " + usage.getPromptTokens() + ", completion " + usage.getCompletionTokens()
            + ", cache read " + usage.getCacheReadInputTokens()
            + ", cache write " + usage.getCacheWriteInputTokens()
            + ", native " + usage.getNativeUsage().getClass().getSimpleName());
  }
}
JAVA

shown=$(java -cp 'jars/*' Stream.java)
echo "$shown"
if ! grep -q '^last response: prompt 10, completion 20, cache read 2000, cache write 1000, native String$' <<<"$shown" ||
  ! grep -q '^aggregated: prompt 10, completion 20, cache read null, cache write null, native HashMap$' <<<"$shown"; then
  echo 'This has changed: expected an aggregated usage without cached tokens.' >&2
  exit 1
fi
