package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.consumer.Jdk.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs are compiled against the jars and run with them, by the JDK that runs the build. */
class ProgramIT {

  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final String CALLS =
      """
      {"id": "agent", "project_id": "demo", "trace_id": "t", "started_at": "2026-01-05T10:00:00Z"}
      {"id": "chat", "project_id": "demo", "trace_id": "t", "parent_id": "agent", "op_name": "chat",\
       "started_at": "2026-01-05T10:00:01Z", "summary": {"usage":\
       {"gpt-4o": {"requests": 1, "prompt_tokens": 1000, "completion_tokens": 200}}}}
      """;

  private static final List<String> TOLD =
      List.of(
          "chats [chat]",
          "agent 0.0045",
          "bundled true",
          "created [CreatedCost[id=row-1, llmId=gpt-4o]]",
          "prices [gpt-4o 0.0000025]",
          "usage {\"call_usage\":{\"agent\":{\"gpt-4o\":{\"requests\":1,\"prompt_tokens\":1000,"
              + "\"completion_tokens\":200,\"total_tokens\":1200,\"cache_read_input_tokens\":0,"
              + "\"cache_creation_input_tokens\":0,\"prompt_tokens_total_cost\":null,"
              + "\"completion_tokens_total_cost\":null,"
              + "\"cache_read_input_tokens_total_cost\":null,"
              + "\"cache_creation_input_tokens_total_cost\":null}}},"
              + "\"unfinished_call_ids\":[\"agent\",\"chat\"]}",
          "trace [chat]",
          "purged {}",
          "rejected {\"detail\":[{\"loc\":[\"$expr\",\"$gt\"],"
              + "\"msg\":\"expected 2 operands, found 1\",\"type\":\"arity\"}]}");

  private final String jars =
      Jars.asPath(Jars.neededBy("io.tokentally.operations", "io.tokentally.providers"));

  /** Maven brings the annotations too; running needs none. */
  private final String jarsToCompileWith =
      Jars.asPath(
          Jars.neededBy("io.tokentally.operations", "io.tokentally.providers", "org.jspecify"));

  @TempDir Path folder;

  @Test
  void runsAsAModule() throws Exception {
    Path classes = folder.resolve("classes");
    compile("--module-path", classes, sources());

    Outcome run =
        Jdk.java(
            List.of(
                "--module-path",
                jars + File.pathSeparator + classes,
                "--module",
                "io.tokentally.consumer/io.tokentally.consumer.Program",
                calls()));

    assertThat(run.output().lines()).containsExactlyElementsOf(TOLD);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void runsOnTheClassPath() throws Exception {
    Path classes = folder.resolve("classes");
    List<Path> sources =
        sources().stream().filter(source -> !source.endsWith("module-info.java")).toList();
    compile("--class-path", classes, sources);

    Outcome run = runOnTheClassPath(classes, "io.tokentally.consumer.Program", calls());

    assertThat(run.output().lines()).containsExactlyElementsOf(TOLD);
    assertThat(run.exitCode()).isZero();
  }

  /** Compiles as strictly as a user can ask for: no warning may come out of the jars. */
  private void compile(String pathOption, Path classes, List<Path> sources) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xlint:all", "-Werror", "-d", classes.toString(), pathOption, jarsToCompileWith));
    sources.forEach(source -> arguments.add(source.toString()));
    assertThat(Jdk.run("javac", arguments)).isEqualTo(new Outcome(0, ""));
  }

  private Outcome runOnTheClassPath(Path classes, String... mainAndArguments) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--class-path", jars + File.pathSeparator + classes));
    arguments.addAll(List.of(mainAndArguments));
    return Jdk.java(arguments);
  }

  private String calls() throws IOException {
    return Files.writeString(folder.resolve("calls.ndjson"), CALLS).toString();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
