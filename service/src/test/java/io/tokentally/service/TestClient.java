package io.tokentally.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Talks to a running service, as a client that knows nothing of it.
 *
 * @param uri where the service is
 */
record TestClient(URI uri) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3}) ");

  /** What came back over a bare socket. */
  record Raw(int status, String head, String body) {}

  HttpResponse<String> post(String path, String json, String... headers) {
    return postAs("application/json", path, json, headers);
  }

  HttpResponse<String> postCalls(String lines) {
    return postAs("application/x-ndjson", "/calls", lines);
  }

  HttpResponse<String> postAs(String contentType, String path, String body, String... headers) {
    HttpRequest.Builder request = request(path, headers).header("Content-Type", contentType);
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Sends these very bytes, and nothing after them. */
  Raw raw(String bytes) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer = readAll(socket.getInputStream());
      int end = answer.indexOf("\r\n\r\n");
      Matcher status = STATUS.matcher(answer);
      if (end < 0 || !status.find()) {
        throw new AssertionError("not HTTP: " + answer);
      }
      return new Raw(
          Integer.parseInt(status.group(1)), answer.substring(0, end), answer.substring(end + 4));
    }
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }
}
