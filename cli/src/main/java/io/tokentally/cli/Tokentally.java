package io.tokentally.cli;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationException;
import io.tokentally.report.ReportException;
import io.tokentally.report.text.Errors;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The program {@code tokentally} and its commands. */
@Command(
    name = "tokentally",
    mixinStandardHelpOptions = true,
    versionProvider = Tokentally.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Token usage and exact cost of traced LLM calls.",
    footer = {"", "Start with: tokentally report"})
public final class Tokentally {

  private static final Map<String, String> EXIT_CODES = new LinkedHashMap<>();

  static {
    EXIT_CODES.put(" 0", "Done.");
    EXIT_CODES.put(
        " 1",
        "The answer is no (validate; a model without a price in prices; no call that matches), or the"
            + " data was rejected: a record that is not a call, a malformed query or price list, no"
            + " calls at all.");
    EXIT_CODES.put(
        " 2",
        "Wrong usage, a call or model that is not there, a file that cannot be read, output that cannot"
            + " be written, or too little memory.");
  }

  /** What makes each command, by its name, in the order in which the help has them. */
  private static final Map<String, Function<Streams, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("explain-cost", ExplainCostCommand::new);
    COMMANDS.put("reprice", RepriceCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("diff-costs", DiffCostsCommand::new);
    COMMANDS.put("prices", PricesCommand::new);
    COMMANDS.put("estimate", EstimateCommand::new);
    COMMANDS.put("watch", WatchCommand::new);
    COMMANDS.put("query", QueryCommand::new);
    COMMANDS.put("import", ImportCommand::new);
    COMMANDS.put("validate", ValidateCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("serve", ServeCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
    COMMANDS.put("man", ManCommand::new);
  }

  private Tokentally() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Streams.standard(), args));
  }

  /** {@return the exit code of the program, run on these streams} */
  static int run(Streams streams, String... args) {
    try {
      if (args.length == 0) {
        commandLine(streams).usage(streams.err());
        return Failure.FAILED;
      }
      // To make all commands takes longer than what most of them do.
      boolean isCommand = COMMANDS.containsKey(args[0]);
      return commandLine(streams, isCommand ? Set.of(args[0]) : COMMANDS.keySet()).execute(args);
    } catch (OutOfMemoryError e) {
      streams.say("out of memory; JDK_JAVA_OPTIONS=-Xmx8g in the environment gives Java 8 GiB");
      return Failure.FAILED;
    }
  }

  /** {@return the program with all its commands} */
  static CommandLine commandLine(Streams streams) {
    return commandLine(streams, COMMANDS.keySet());
  }

  private static CommandLine commandLine(Streams streams, Set<String> names) {
    CommandLine commands = new CommandLine(new Tokentally());
    names.forEach(
        name -> commands.addSubcommand(requireNonNull(COMMANDS.get(name)).apply(streams)));
    commands.getSubcommands().values().forEach(Tokentally::addExitCodes);
    addExitCodes(commands);
    return commands
        .setExpandAtFiles(false) // @FILE is ours
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, args) -> wrongUsage(e, streams))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, streams));
  }

  private static void addExitCodes(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(EXIT_CODES);
  }

  private static int wrongUsage(ParameterException e, Streams streams) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    streams.say(Hints.of(e) + " (" + command + " --help says more)");
    return Failure.FAILED;
  }

  private static int failed(Exception e, Streams streams) {
    if (e instanceof Failure failure) {
      streams.say(failure.line());
      return failure.exitCode();
    }
    if (e instanceof ValidationException refusal) {
      streams.say(Errors.first(refusal));
      return Failure.REFUSED;
    }
    if (e instanceof ReportException unwritable) {
      streams.say(String.valueOf(unwritable.getMessage()));
      return Failure.FAILED;
    }
    if (e instanceof Output.Failed output) {
      if (output.readerGone()) {
        return 0;
      }
      streams.say("the output cannot be written: " + e.getMessage());
      return Failure.FAILED;
    }
    streams.say("internal error: " + e);
    return Failure.FAILED;
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Tokentally.class.getPackage().getImplementationVersion();
      return new String[] {"tokentally " + (version == null ? "(not packaged)" : version)};
    }
  }
}
