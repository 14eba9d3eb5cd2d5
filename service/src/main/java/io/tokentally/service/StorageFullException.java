package io.tokentally.service;

/** There is no room in memory for more calls or prices. Nothing was changed. */
final class StorageFullException extends StorageException {

  private static final long serialVersionUID = 1;

  StorageFullException(String message) {
    super(message);
  }
}
