#!/usr/bin/env bash
# com.knuddels:jtokkit 1.1.0 (Maven): the encoding that it gives for the name of a model.
#
# OpenAI's own table (tiktoken, model.py) gives o200k_base to gpt-4.1 and gpt-4.5; gpt-tokenizer 4.0.0 (npm) counts so.
# Expected: that encoding or, for a model younger than the library, none, as for gpt-5.
# Seen: cl100k_base, that of gpt-4, as the names begin with it. Nothing says that it is a guess. A sentence in Russian
# counts 30 tokens in place of 21.
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
      <groupId>com.knuddels</groupId>
      <artifactId>jtokkit</artifactId>
      <version>1.1.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars
npm init -y >/dev/null
npm install --silent --no-audit --no-fund gpt-tokenizer@4.0.0 >/dev/null

cat >prompt.txt <<'TEXT'
Сколько стоит один вызов модели, если половина запроса прочитана из кэша?
TEXT
cat >Names.java <<'JAVA'
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;

class Names {
  public static void main(String[] args) throws Exception {
    String prompt = Files.readString(Path.of("prompt.txt"));
    for (String model : new String[] {"gpt-4", "gpt-4o", "gpt-4.1", "gpt-4.5-preview", "gpt-5"}) {
      System.out.println("jtokkit " + model + ": " + Encodings.newDefaultEncodingRegistry()
          .getEncodingForModel(model)
          .map(encoding -> encoding.getName() + " " + encoding.countTokens(prompt))
          .orElse("none"));
    }
  }
}
JAVA
cat >names.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/model/gpt-4.1';
console.log('gpt-tokenizer gpt-4.1: ' + encode(readFileSync('prompt.txt', 'utf8')).length);
JS

shown=$(java -cp 'jars/*' Names.java; node names.mjs)
echo "$shown"
if ! grep -q '^jtokkit gpt-4.1: cl100k_base 30$' <<<"$shown" ||
  ! grep -q '^jtokkit gpt-5: none$' <<<"$shown" ||
  ! grep -q '^gpt-tokenizer gpt-4.1: 21$' <<<"$shown"; then
  echo 'This has changed: expected cl100k_base with 30 tokens for gpt-4.1, and none for gpt-5.' >&2
  exit 1
fi
