package io.tokentally.service;

import org.eclipse.jetty.server.Request;

/**
 * The room that the answer to one request takes until it is out or given up: a client may read a
 * long one slowly, or not at all. Thread-safe.
 */
final class AnswerRoom {

  private final AdmissionControl capacity;
  private int held;

  private AnswerRoom(AdmissionControl capacity) {
    this.capacity = capacity;
  }

  /** {@return no room yet; what is taken of it is given back when the request is over} */
  static AnswerRoom of(Request request, AdmissionControl capacity) {
    AnswerRoom room = new AnswerRoom(capacity);
    Request.addCompletionListener(request, failure -> room.give());
    return room;
  }

  /**
   * {@return whether there is room for so many bytes, instead of those before; it is taken then}
   */
  synchronized boolean take(int bytes) {
    int more = capacity.roomOf(bytes) - held;
    if (more > 0 && !capacity.send(more)) {
      return false;
    }
    if (more < 0) {
      capacity.sent(-more);
    }
    held += more;
    return true;
  }

  private synchronized void give() {
    capacity.sent(held);
    held = 0;
  }
}
