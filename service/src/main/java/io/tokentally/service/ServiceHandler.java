package io.tokentally.service;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes a request from Jetty, finds its operation, and sends the answer. Thread-safe. */
final class ServiceHandler extends Handler.Abstract {

  private final Map<String, Endpoint> endpoints;
  private final HostNames hosts;
  private final Authentication authentication;
  private final int maxBody;
  private final AdmissionControl capacity;
  private final Consumer<String> problems;

  ServiceHandler(
      Map<String, Endpoint> endpoints,
      ServiceOptions options,
      AdmissionControl capacity,
      Consumer<String> problems) {
    this.endpoints = endpoints;
    this.hosts = HostNames.of(options);
    this.authentication = options.authentication();
    this.maxBody = options.maxBody();
    this.capacity = capacity;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Endpoint endpoint = endpoints.get(Request.getPathInContext(request));
    Answer misdirected = hosts.refuse(Request.getServerName(request));
    Answer refusal = misdirected == null ? refuse(request, endpoint) : misdirected;
    Exchange exchange = new Exchange(response, callback, body -> answer(request, endpoint, body));
    new RequestBody(request, maxBody, capacity, refusal, exchange).run();
    return true;
  }

  /** {@return the answer to a request whose body does not matter, null if it does} */
  private @Nullable Answer refuse(Request request, @Nullable Endpoint endpoint) {
    String method = request.getMethod();
    if (endpoint != null && method.equals("OPTIONS")) {
      return Answer.noContent(new Answer.Header("Allow", endpoint.allowed()));
    }
    if (endpoint == null || !endpoint.isOpen()) {
      Answer refusal = authentication.refuse(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      if (refusal != null) {
        return refusal;
      }
    }
    if (endpoint == null) {
      String known = String.join(", ", new TreeSet<>(endpoints.keySet()));
      return ErrorAnswers.notFound(request.getHttpURI().getPath(), known);
    }
    if (!endpoint.allows(method)) {
      return ErrorAnswers.methodNotAllowed(method, endpoint.allowed());
    }
    MediaTypes types = endpoint.body();
    if (types == null) {
      return hasBody(request) ? ErrorAnswers.badRequest(400, "expected no body, found one") : null;
    }
    return types.refuse(request.getHeaders());
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /**
   * What changes something is rejected before it is done or not at all: it takes its room first.
   */
  private Answer answer(Request request, @Nullable Endpoint endpoint, byte[] body) {
    requireNonNull(endpoint, "a path without an operation is rejected");
    AnswerRoom room = AnswerRoom.of(request, capacity);
    if (endpoint.effect() == Endpoint.Effect.CREATION && !room.take(body.length)) {
      return ErrorAnswers.tooManyAnswers();
    }
    Answer answer = work(request, endpoint, body);
    boolean isMade = endpoint.isChange() && answer.status() == 200;
    boolean hasRoom = room.take(answer.body().remaining());
    return hasRoom || isMade ? answer : ErrorAnswers.tooManyAnswers();
  }

  private Answer work(Request request, Endpoint endpoint, byte[] body) {
    long memory = endpoint.memory(body.length);
    if (!capacity.work(memory)) {
      return ErrorAnswers.tooMany();
    }
    try {
      return endpoint
          .action()
          .answer(
              request.getHttpURI().getQuery(),
              body,
              task -> Request.addCompletionListener(request, failure -> task.run()));
    } catch (ValidationException e) {
      return ErrorAnswers.invalid(e);
    } catch (OutOfMemoryError e) {
      problems.accept("out of memory at " + Request.getPathInContext(request));
      return endpoint.isChange() ? ErrorAnswers.outOfMemoryLate() : ErrorAnswers.outOfMemory();
    } catch (StorageFullException e) {
      problems.accept(e.getMessage());
      return ErrorAnswers.tooLarge("nothing was changed: " + e.getMessage());
    } catch (UnknownOutcomeException e) {
      problems.accept(e.getMessage());
      return ErrorAnswers.failed(
          "the change broke off while it was written: it may be there after a restart;"
              + " until then nothing is changed");
    } catch (StorageException e) {
      problems.accept(e.getMessage());
      return ErrorAnswers.failed("nothing was changed: the data cannot be written until a restart");
    } catch (RuntimeException | StackOverflowError e) {
      problems.accept("internal error: " + e);
      return ErrorAnswers.failed("internal error");
    } finally {
      capacity.done(memory);
    }
  }
}
