package io.tokentally.service;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Which bodies an operation reads. A body has to say what it is: browsers let any page post text to
 * a service on the same machine, but ask that service first before they post JSON.
 *
 * @param accepted types without parameters, in lower case
 */
record MediaTypes(List<String> accepted) {

  static final MediaTypes JSON = new MediaTypes(List.of("application/json"));

  static final MediaTypes CALLS =
      new MediaTypes(
          List.of(
              "application/x-ndjson",
              "application/ndjson",
              "application/jsonl",
              "application/json"));

  /** {@return the error answer to a body with these headers, null if it can be read} */
  @Nullable Answer refuse(HttpFields headers) {
    Answer coded =
        refuse(headers, HttpHeader.CONTENT_ENCODING, "identity", "that is not compressed");
    if (coded == null) {
      coded =
          refuse(headers, HttpHeader.TRANSFER_ENCODING, "chunked", "sent as it is or in chunks");
    }
    if (coded != null) {
      return coded;
    }
    String expected = "expected " + String.join(" or ", accepted) + ", found ";
    String contentType = String.join(", ", headers.getValuesList(HttpHeader.CONTENT_TYPE));
    if (contentType.isEmpty()) {
      return ErrorAnswers.unsupportedMediaType("content-type", expected + "no content type");
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!accepted.contains(parts[0].strip())) {
      return ErrorAnswers.unsupportedMediaType("content-type", expected + contentType);
    }
    for (int i = 1; i < parts.length; i++) {
      if (isOtherCharset(parts[i])) {
        String msg = "expected UTF-8, found " + contentType;
        return ErrorAnswers.unsupportedMediaType("content-type", msg);
      }
    }
    return null;
  }

  /** A header of codings may stand there more than once, with several codings each. */
  private static @Nullable Answer refuse(
      HttpFields headers, HttpHeader header, String accepted, String expected) {
    List<String> codings = headers.getCSV(header, false);
    if (codings.stream().allMatch(accepted::equalsIgnoreCase)) {
      return null;
    }
    String msg = "expected a body " + expected + ", found " + String.join(", ", codings);
    return ErrorAnswers.unsupportedMediaType(header.lowerCaseName(), msg);
  }

  private static boolean isOtherCharset(String parameter) {
    String[] pair = parameter.strip().split("=", 2);
    if (pair.length < 2 || !pair[0].strip().equals("charset")) {
      return false;
    }
    String charset = pair[1].strip().replace("\"", "");
    return !List.of("utf-8", "utf8", "us-ascii").contains(charset);
  }
}
