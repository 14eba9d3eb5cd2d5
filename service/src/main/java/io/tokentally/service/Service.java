package io.tokentally.service;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running service. Thread-safe.
 *
 * <p>Jetty does the HTTP: it runs on Java 17, is a handful of jars without servlets, receives
 * bodies without holding threads, and lets every error be answered our way. What is left to do is
 * computing and one write to the disk, so a bounded pool of threads serves better than a virtual
 * thread for each request: it bounds the memory as well.
 */
public final class Service implements AutoCloseable {

  /**
   * How many requests are worked on at a time, Jetty's own few threads among them: enough to keep
   * the processors busy while some wait for the disk.
   */
  static final int THREADS = 16;

  private static final int MOST_CONNECTIONS = 2_000;
  private static final long IDLE_MILLIS = 30_000;

  /** How long a stop waits for requests, and how long an idle connection lasts in that time. */
  private static final long STOP_MILLIS = 10_000;

  private static final long STOP_IDLE_MILLIS = 500;

  private final Server server;
  private final URI uri;

  private Service(Server server, URI uri) {
    this.server = server;
    this.uri = uri;
  }

  /**
   * {@return a service that takes requests already}
   *
   * @param storage calls and prices; to be closed after the service
   * @param problems is given what goes wrong in the service itself, a line each
   * @throws IOException if the host and port cannot be listened at
   */
  public static Service start(ServiceOptions options, Storage storage, Consumer<String> problems)
      throws IOException {
    return start(options, storage, AdmissionControl.ofHeap(), problems);
  }

  static Service start(
      ServiceOptions options, Storage storage, AdmissionControl capacity, Consumer<String> problems)
      throws IOException {
    Server server = new Server(threads());
    ServerConnector connector = connector(server);
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.open();
    try {
      URI uri = uri(options.host(), connector.getLocalPort());
      Map<String, Endpoint> endpoints =
          new Api(storage, options, capacity).endpoints(OpenApi.document(uri.toString()));
      endpoints.values().forEach(Endpoint::rehearse);
      server.addConnector(connector);
      server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
      server.setHandler(new ServiceHandler(endpoints, options, capacity, problems));
      server.setErrorHandler(new JsonErrors());
      server.setStopTimeout(STOP_MILLIS);
      server.start();
      return new Service(server, uri);
    } catch (Exception e) {
      connector.close();
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, THREADS);
    threads.setName("service");
    return threads;
  }

  private static ServerConnector connector(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
    return connector;
  }

  private static URI uri(String host, int port) throws URISyntaxException {
    return new URI("http", null, host, port, null, null, null);
  }

  /** {@return where the service is} */
  public URI uri() {
    return uri;
  }

  /** Takes no more connections, finishes the requests that are there, and stops. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the service did not stop", e);
    }
  }
}
