package io.tokentally.examples.service;

import io.tokentally.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  static StoredCall parse(String json) {
    return of(Call.parse(json));
  }
}
