package io.tokentally.recorder.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model behind OpenAI's chat completions on the loopback, blocking and streaming. Every answer
 * says the same and uses as many tokens as it is set to; where a tool is set and offered, it asks
 * for the tool instead, each time anew, so that an agent never comes to an end by itself.
 */
public final class FakeModelServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int promptTokens = 1_000;
  private volatile int completionTokens = 200;
  private volatile int status = 200;
  private volatile @Nullable String tool;
  private volatile boolean breaksOff;

  private FakeModelServer(HttpServer server) {
    this.server = server;
  }

  /** {@return a server that runs, on a port of its own} */
  public static FakeModelServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeModelServer server = new FakeModelServer(http);
      http.createContext("/", server::answer);
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the address without a path; clients that do not add {@code /v1} need it} */
  public String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** {@return the address with {@code /v1}} */
  public String baseUrl() {
    return address() + "/v1";
  }

  /** {@return this server; what every answer uses from now on} */
  public FakeModelServer using(int promptTokens, int completionTokens) {
    this.promptTokens = promptTokens;
    this.completionTokens = completionTokens;
    return this;
  }

  /** {@return this server; asks for this tool, which takes no arguments, instead of an answer} */
  public FakeModelServer callingTool(@Nullable String tool) {
    this.tool = tool;
    return this;
  }

  /** {@return this server; answers with this status of HTTP; 200 for none} */
  public FakeModelServer failing(int status) {
    this.status = status;
    return this;
  }

  /** {@return this server; whether streams end in the middle} */
  public FakeModelServer breakingOff(boolean breaksOff) {
    this.breaksOff = breaksOff;
    return this;
  }

  /** {@return how many requests have come, as a whole} */
  public int requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    // A connection for each request: one that breaks off does not matter to the next.
    exchange.getResponseHeaders().set("Connection", "close");
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int number = requests.incrementAndGet();
      Map<?, ?> request = (Map<?, ?>) JsonReader.read(body, Loc.ROOT, new ErrorCollector());
      if (status != 200) {
        Map<String, Object> error = Map.of("message", "set to fail", "type", "server_error");
        send(exchange, status, "application/json", JsonText.of(Map.of("error", error)));
      } else if (request != null && Boolean.TRUE.equals(request.get("stream"))) {
        stream(exchange, request, "chatcmpl-" + number);
      } else {
        Map<String, Object> answer = head("chatcmpl-" + number, "chat.completion", request);
        answer.put(
            "choices", List.of(choice("message", message(request, number), finish(request))));
        answer.put("usage", usage());
        send(exchange, 200, "application/json", JsonText.of(answer));
      }
    }
  }

  private void stream(HttpExchange exchange, Map<?, ?> request, String id) throws IOException {
    List<Object> chunks = new ArrayList<>();
    Map<String, Object> first = head(id, "chat.completion.chunk", request);
    first.put("choices", List.of(choice("delta", message(request, requests.get()), null)));
    chunks.add(first);
    if (!breaksOff) {
      Map<String, Object> last = head(id, "chat.completion.chunk", request);
      last.put("choices", List.of(choice("delta", Map.of(), finish(request))));
      chunks.add(last);
      if (request.get("stream_options") instanceof Map<?, ?> options
          && Boolean.TRUE.equals(options.get("include_usage"))) {
        Map<String, Object> used = head(id, "chat.completion.chunk", request);
        used.put("choices", List.of());
        used.put("usage", usage());
        chunks.add(used);
      }
    }
    StringBuilder events = new StringBuilder();
    chunks.forEach(chunk -> events.append("data: ").append(JsonText.of(chunk)).append("\n\n"));
    if (breaksOff) {
      byte[] bytes = events.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, bytes.length + 1_000L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      return; // and the connection closes before all is there
    }
    send(exchange, 200, "text/event-stream", events + "data: [DONE]\n\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, Object> head(String id, String object, @Nullable Map<?, ?> request) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("id", id);
    head.put("object", object);
    head.put("created", 1_767_607_200L);
    head.put("model", request == null ? "none" : String.valueOf(request.get("model")));
    return head;
  }

  private boolean asksForTool(@Nullable Map<?, ?> request) {
    return tool != null && request != null && request.get("tools") != null;
  }

  private Map<String, Object> message(@Nullable Map<?, ?> request, int number) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "assistant");
    if (asksForTool(request)) {
      Map<String, Object> function = Map.of("name", String.valueOf(tool), "arguments", "{}");
      message.put(
          "tool_calls",
          List.of(
              Map.of(
                  "index", 0L, "id", "call_" + number, "type", "function", "function", function)));
    } else {
      message.put("content", "The answer.");
    }
    return message;
  }

  private String finish(@Nullable Map<?, ?> request) {
    return asksForTool(request) ? "tool_calls" : "stop";
  }

  private static Map<String, Object> choice(
      String name, Map<String, Object> message, @Nullable String finish) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("index", 0L);
    choice.put(name, message);
    choice.put("finish_reason", finish);
    return choice;
  }

  private Map<String, Object> usage() {
    return Map.of(
        "prompt_tokens", (long) promptTokens,
        "completion_tokens", (long) completionTokens,
        "total_tokens", (long) promptTokens + completionTokens);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
