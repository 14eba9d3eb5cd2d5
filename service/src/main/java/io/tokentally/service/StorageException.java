package io.tokentally.service;

/** The directory of the service cannot be read or written, or holds what does not belong there. */
public class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StorageException(String message) {
    super(message);
  }

  StorageException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
