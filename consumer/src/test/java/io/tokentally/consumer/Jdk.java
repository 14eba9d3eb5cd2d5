package io.tokentally.consumer;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** The tools of the JDK that runs the build. */
final class Jdk {

  /** What a program of a second takes least time with. */
  private static final List<String> SHORT_RUN =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private Jdk() {}

  /**
   * What a tool did.
   *
   * @param exitCode zero if it went well
   * @param output what it printed, errors too
   */
  record Outcome(int exitCode, String output) {}

  /** {@return what a tool such as {@code javac} did} */
  static Outcome run(String tool, List<String> arguments) {
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output);
    int exitCode =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(printer, printer, arguments.toArray(String[]::new));
    return new Outcome(exitCode, output.toString());
  }

  /** {@return what a program did, in a process of its own} */
  static Outcome java(List<String> arguments) throws IOException, InterruptedException {
    return java(Path.of(""), arguments);
  }

  /** {@return the same for a program that runs in this folder} */
  static Outcome java(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SHORT_RUN);
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
