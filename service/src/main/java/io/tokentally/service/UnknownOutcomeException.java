package io.tokentally.service;

/**
 * A change broke off while it was written. It is not made, but may be found in the file at the next
 * start.
 */
final class UnknownOutcomeException extends StorageException {

  private static final long serialVersionUID = 1;

  UnknownOutcomeException(String message, Throwable cause) {
    super(message, cause);
  }
}
