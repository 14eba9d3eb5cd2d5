package io.tokentally.service;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark of a request, and every error of them. */
final class QueryParameters {

  private final List<String> known;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<ValidationError> faults = new ArrayList<>();

  /**
   * @param query what follows the question mark, as it was sent; null for nothing
   * @param known the names that there are
   */
  QueryParameters(@Nullable String query, String... known) {
    this.known = List.of(known);
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        decode(parameter);
      }
    }
  }

  private void decode(String parameter) {
    try {
      UrlEncoded.decodeUtf8To(parameter, 0, parameter.length(), this::add, false, false, false);
    } catch (IllegalArgumentException e) {
      String msg = "expected UTF-8, percent-encoded, found " + parameter;
      fault(parameter.split("=", 2)[0], msg, Type.VALUE);
    }
  }

  private void add(String name, String value) {
    if (known.contains(name)) {
      values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    } else {
      String msg = "unknown parameter; known: " + String.join(", ", known);
      fault(name, msg, Type.EXTRA_FORBIDDEN);
    }
  }

  /** {@return the values of a parameter that may be repeated} */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** {@return the value of a parameter that has to be there once; empty after an error} */
  String one(String name) {
    List<String> found = all(name);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      fault(name, "expected one value, found " + found.size(), Type.VALUE);
    } else if (faults.stream().noneMatch(fault -> fault.loc().contains(name))) {
      fault(name, "required, but not there", Type.MISSING);
    }
    return "";
  }

  /** {@return what is wrong, as far as was asked} */
  List<ValidationError> faults() {
    return faults;
  }

  private void fault(String name, String msg, Type type) {
    faults.add(new ValidationError(List.of("query", name), msg, type));
  }
}
