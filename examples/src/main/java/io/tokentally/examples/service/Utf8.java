package io.tokentally.examples.service;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of a body. */
final class Utf8 {

  private Utf8() {}

  /**
   * {@return the text}
   *
   * @throws ValidationException if the bytes are not UTF-8
   */
  static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      ValidationError fault =
          new ValidationError(
              List.of("body"), "not JSON: not UTF-8 text", ValidationError.Type.JSON);
      throw new ValidationException(List.of(fault));
    }
  }
}
