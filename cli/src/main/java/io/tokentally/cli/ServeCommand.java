package io.tokentally.cli;

import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;
import io.tokentally.providers.ProviderUsage;
import io.tokentally.report.PriceSources;
import io.tokentally.service.Authentication;
import io.tokentally.service.Service;
import io.tokentally.service.ServiceOptions;
import io.tokentally.service.Storage;
import io.tokentally.service.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the operations of the contract over HTTP. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the five operations of the contract over HTTP, and POST /calls, which takes calls."
          + " GET /report?project_id=ID shows them as a page. GET /openapi.json describes it all."
          + " Ends with Ctrl-C or SIGTERM."
    })
final class ServeCommand implements Callable<Integer> {

  /** Creates prices where nobody is named. */
  private static final String ANONYMOUS = "anonymous";

  private final Streams streams;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Default: 8080. 0 takes a free one, reported on standard error.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = "Where to listen. Default: 127.0.0.1, which this machine alone can reach.")
  private String host = "127.0.0.1";

  @Option(
      names = "--calls",
      paramLabel = "FILE",
      description =
          "Calls to begin with, as in the other commands. They are read at every start, and not"
              + " written to --data.")
  private @Nullable String calls;

  @Mixin private PriceArguments prices = new PriceArguments();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep calls and prices in this directory. Default: in memory, until the service ends.")
  private @Nullable Path data;

  @Option(
      names = "--auth",
      paramLabel = "USER:PASS",
      defaultValue = "${env:TOKENTALLY_AUTH:-" + Option.NULL_VALUE + "}",
      description =
          "Ask for HTTP Basic authentication. Better in the environment, as TOKENTALLY_AUTH: others"
              + " can see the arguments of a process.")
  private @Nullable String auth;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:TOKENTALLY_TOKEN:-" + Option.NULL_VALUE + "}",
      description =
          "Ask for this bearer token; with --auth either will do. Better in the environment, as"
              + " TOKENTALLY_TOKEN.")
  private @Nullable String token;

  // Not those of PricingArguments: the service answers as the contract has it unless options say
  // otherwise, and reports on files take whatever tools record. Prices are read at its start, once.
  @Option(
      names = "--dialect",
      paramLabel = "standard|weave|weave_calls_merged",
      defaultValue = "standard",
      description =
          "What queries, counts and prices mean: as they read, or as on the Weave server. Default:"
              + " standard.")
  private Dialect dialect = Dialect.STANDARD;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "Who creates the prices of a request that names nobody. Default: the user of --auth;"
              + " without it nobody or, with --dialect weave, which needs a name, anonymous.")
  private @Nullable String user;

  @Option(
      names = "--usage-format",
      paramLabel = "provider|contract",
      defaultValue = "contract",
      description =
          "In which form calls record usage: under the contract's names, or as model providers"
              + " return it. Default: contract, where other commands have provider.")
  private PricingArguments.Recorded usageFormat = PricingArguments.Recorded.CONTRACT;

  @Option(
      names = "--scope",
      paramLabel = "auto|own|inclusive|model-calls",
      converter = ScopeName.class,
      defaultValue = "own",
      description =
          "Whose usage counts where a call has some and calls below it have, too, as in report."
              + " Default: own, as the contract has it, where other commands have auto.")
  private UsageScope scope = UsageScope.OWN;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description =
          "The most that one request may send. Default: 10 MiB, or less where Java has little"
              + " memory.")
  private int maxBody = ServiceOptions.DEFAULT.maxBody();

  ServeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServiceOptions options = options();
    Storage storage = storage();
    ServedFiles files = new ServedFiles(storage, streams);
    if (calls != null) {
      files.addCalls(calls);
    }
    PriceSources named = prices.readNamed();
    if (named != null) {
      files.addPrices(named);
    }
    Service service = start(options, storage);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, storage)));
    streams.say("listening at " + service.uri() + " (Ctrl-C ends it)");
    new CountDownLatch(1).await(); // the process ends with a signal
    return 0;
  }

  private ServiceOptions options() {
    if (maxBody < 1) {
      throw Failure.failed("--max-body: expected 1 or more, found " + maxBody);
    }
    if (port < 0 || port > 65_535) {
      throw Failure.failed("--port: expected a number from 0 to 65535, found " + port);
    }
    UsageFormat format =
        usageFormat == PricingArguments.Recorded.PROVIDER
            ? ProviderUsage.format()
            : UsageFormat.CONTRACT;
    return new ServiceOptions(
        host, port, maxBody, authentication(), dialect, format, scope, user());
  }

  private @Nullable String user() {
    if (user != null) {
      return user;
    }
    if (auth != null) {
      return auth.substring(0, auth.indexOf(':'));
    }
    return dialect == Dialect.STANDARD ? null : ANONYMOUS;
  }

  private Authentication authentication() {
    try {
      return Authentication.of(auth, token);
    } catch (IllegalArgumentException e) {
      throw Failure.failed("authentication: " + e.getMessage());
    }
  }

  private Storage storage() {
    if (data == null) {
      return Storage.inMemory();
    }
    if (data.toString().isEmpty()) {
      throw Failure.failed("--data: expected a directory, found nothing");
    }
    try {
      return Storage.open(data, streams::say);
    } catch (StorageException e) {
      throw Failure.failed(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      throw Failure.failed(
          data + " holds more than fits into memory: more is needed, as in java -Xmx2g");
    }
  }

  private Service start(ServiceOptions options, Storage storage) {
    if (options.authentication().isOff() && !isLoopback()) {
      streams.say("anybody who can reach " + host + " can use the service: --auth and --token ask");
    }
    try {
      return Service.start(options, storage, streams::say);
    } catch (IOException e) {
      storage.close();
      // Jetty's own words name the address again, and no reason; that is the cause's.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw Failure.failed("cannot listen at " + host + ":" + port + ": " + reason(reason));
    }
  }

  private static @Nullable String reason(Throwable failure) {
    if (failure instanceof UnresolvedAddressException) {
      return "no such host";
    }
    boolean isTaken = "Address already in use".equals(failure.getMessage());
    return isTaken ? "in use" : failure.getMessage();
  }

  private boolean isLoopback() {
    InetAddress address = new InetSocketAddress(host, port).getAddress();
    return address != null && address.isLoopbackAddress();
  }

  private void stop(Service service, Storage storage) {
    try {
      service.close();
    } catch (IOException e) {
      streams.say(String.valueOf(e.getMessage()));
    }
    storage.close();
  }
}
