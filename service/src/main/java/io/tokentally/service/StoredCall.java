package io.tokentally.service;

import io.tokentally.Call;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A call with its JSON and a fingerprint of that: the same call sent twice is stored once.
 *
 * @param fingerprint the first 128 bits of the JSON's SHA-256, which nobody can make collide
 */
record StoredCall(Call call, String json, UUID fingerprint) {

  static StoredCall of(Call call) {
    String json = call.toJson();
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(json.getBytes(StandardCharsets.UTF_8)));
    return new StoredCall(call, json, new UUID(hash.getLong(), hash.getLong()));
  }

  /** {@return the memory that the call takes once it is stored, in bytes} */
  long footprint() {
    return Footprint.ofCall(json);
  }

  /**
   * {@return the call of a line that was written to the disk}
   *
   * @throws ValidationException if it is none, or has no project: no such call is ever written
   */
  static StoredCall ofRecord(String json) {
    Call call = Call.parse(json);
    if (call.projectId() == null) {
      throw new ValidationException(
          List.of(
              new ValidationError(
                  List.of("project_id"), "required, but not there", ValidationError.Type.MISSING)));
    }
    return of(call);
  }
}
