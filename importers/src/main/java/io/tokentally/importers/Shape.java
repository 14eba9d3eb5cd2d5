package io.tokentally.importers;

import java.util.Map;
import java.util.Set;

/**
 * What is seen of one object at the beginning of a file: the paths of its members, three levels
 * deep, and the short strings among them. Elements of a list are behind {@code []}.
 *
 * @param paths {@code message.usage}, {@code data[].id}
 * @param strings by path
 */
record Shape(Set<String> paths, Map<String, String> strings) {

  boolean has(String... all) {
    for (String path : all) {
      if (!paths.contains(path)) {
        return false;
      }
    }
    return true;
  }

  boolean hasAny(String... some) {
    for (String path : some) {
      if (paths.contains(path)) {
        return true;
      }
    }
    return false;
  }

  boolean is(String path, String... values) {
    String value = strings.get(path);
    return value != null && Set.of(values).contains(value);
  }

  boolean starts(String path, String prefix) {
    String value = strings.get(path);
    return value != null && value.startsWith(prefix);
  }
}
