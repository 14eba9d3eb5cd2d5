package io.tokentally.bedrock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** An object of the AWS SDK as the JSON values that it stands for. */
final class SdkFields {

  /** What in a response is not about its usage: content, and what guardrails found. */
  static final Set<String> CONTENT = Set.of("output", "additionalModelResponseFields", "trace");

  private SdkFields() {}

  static Map<String, Object> of(SdkPojo pojo) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null && !CONTENT.contains(field.locationName())) {
        members.put(field.locationName(), plain(value));
      }
    }
    return members;
  }

  private static Object plain(Object value) {
    if (value instanceof SdkPojo pojo) {
      return of(pojo);
    }
    return value instanceof List<?> list ? list.stream().map(SdkFields::plain).toList() : value;
  }
}
