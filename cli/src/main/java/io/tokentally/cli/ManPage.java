package io.tokentally.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of the program and all its commands, in the macros of {@code man}. */
final class ManPage {

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandLine commands) {
    ManPage page = new ManPage();
    CommandSpec program = commands.getCommandSpec();
    String version = escaped(program.version()[0]);
    page.macro(".TH TOKENTALLY 1 \"" + LocalDate.now(ZoneOffset.UTC) + "\" \"" + version + "\"");
    page.section("NAME");
    page.text("tokentally - " + String.join(" ", program.usageMessage().description()));
    page.section("SYNOPSIS");
    page.macro(".B tokentally");
    page.text("COMMAND [OPTION...] [FILE...]");
    page.section("DESCRIPTION");
    page.text("tokentally COMMAND --help shows what is here of one command.");
    page.section("COMMANDS");
    commands.getSubcommands().forEach(page::command);
    page.section("EXIT STATUS");
    for (Map.Entry<String, String> code : program.usageMessage().exitCodeList().entrySet()) {
      page.item(code.getKey().strip(), List.of(code.getValue()));
    }
    return page.page.toString();
  }

  private void command(String name, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    macro(".SS " + escaped(name));
    paragraphs(spec.usageMessage().description());
    for (OptionSpec option : spec.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        item(String.join(", ", option.names()) + label, lines(option));
      }
    }
  }

  /** {@return the description of an option, with its values where it asks for them} */
  private static List<String> lines(OptionSpec option) {
    Iterable<String> candidates = option.completionCandidates();
    String values = candidates == null ? "" : String.join(", ", candidates);
    return Arrays.stream(option.description())
        .map(line -> line.replace("${COMPLETION-CANDIDATES}", values))
        .toList();
  }

  private void section(String title) {
    macro(".SH " + title);
  }

  private void item(String term, List<String> description) {
    macro(".TP");
    macro(".B " + escaped(term));
    paragraphs(description.toArray(String[]::new));
  }

  private void paragraphs(String[] lines) {
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        macro(".br");
      }
      text(lines[i]);
    }
  }

  private void macro(String line) {
    page.append(line).append('\n');
  }

  private void text(String line) {
    String escaped = escaped(line.replace("%%", "%").replace("%n", " ")).strip();
    boolean looksLikeMacro = escaped.startsWith(".") || escaped.startsWith("'");
    page.append(looksLikeMacro ? "\\&" : "").append(escaped).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
  }
}
