package io.tokentally.service;

/** The numbers, from 1, of the lines of a body that hold a record: those that are not blank. */
final class RecordLines {

  private final byte[] body;
  private int at;
  private int line;

  RecordLines(byte[] body) {
    this.body = body;
  }

  /** {@return the number of the next line that is not blank; there has to be one} */
  int next() {
    boolean blank = true;
    do {
      line++;
      blank = true;
      while (at < body.length && body[at] != '\n') {
        blank &= isBlank(body[at]);
        at++;
      }
      at++;
    } while (blank && at < body.length);
    return line;
  }

  /** {@return the first character that is not blank, -1 if there is none} */
  int firstCharacter() {
    for (byte character : body) {
      if (!isBlank(character) && character != '\n') {
        return character;
      }
    }
    return -1;
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t' || character == '\r';
  }
}
