package io.tokentally.service;

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
   * @throws ValidationException if the bytes are not UTF-8; a zero byte stands in no JSON, but is
   *     every second one of UTF-16
   */
  static String decode(byte[] body) {
    String text;
    try {
      text = decodeStrictly(body);
    } catch (CharacterCodingException e) {
      throw refusal("not UTF-8 text");
    }
    if (text.startsWith("\ufeff")) {
      throw refusal("expected no byte order mark before it");
    }
    if (text.indexOf('\0') >= 0) {
      throw refusal("not UTF-8 text");
    }
    return text;
  }

  /**
   * {@return the text}
   *
   * @throws CharacterCodingException if the bytes are not UTF-8
   */
  static String decodeStrictly(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static ValidationException refusal(String problem) {
    return new ValidationException(
        List.of(
            new ValidationError(
                List.of("body"), "not JSON: " + problem, ValidationError.Type.JSON)));
  }
}
