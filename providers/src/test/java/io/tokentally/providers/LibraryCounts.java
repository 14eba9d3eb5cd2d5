package io.tokentally.providers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tokentally.aggregation.RecordedUsage;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The counts that a class of a library has, member by member, as reflection shows them. For tests
 * of adapters: each count has to change the usage that is read, or to stand in a list of those that
 * need no reading.
 */
public final class LibraryCounts {

  private static final int MOST_LEVELS = 6;
  private static final String ELEMENT = "[]";

  private final Set<String> content;
  private final Set<String> paths = new TreeSet<>();

  private LibraryCounts(Set<String> content) {
    this.content = content;
  }

  /** {@return the paths of the numbers in the JSON of a class, joined by dots} */
  public static Set<String> of(Class<?> type) {
    return of(type, Set.of());
  }

  /**
   * {@return the same without some members}
   *
   * @param content members of the class that are no usage
   */
  public static Set<String> of(Class<?> type, Set<String> content) {
    LibraryCounts counts = new LibraryCounts(content);
    counts.add(type, "", 0);
    return counts.paths;
  }

  /**
   * {@return the counts whose value changes nothing in the usage that is read}
   *
   * @param paths the counts
   * @param others the members that a document has besides
   * @param reader reads a document
   */
  public static Set<String> unread(
      Set<String> paths,
      Map<String, ?> others,
      Function<Map<String, Object>, RecordedUsage> reader) {
    Set<String> unread = new LinkedHashSet<>();
    for (String path : paths) {
      if (reader.apply(document(others, path, 3)).equals(reader.apply(document(others, path, 5)))) {
        unread.add(path);
      }
    }
    return unread;
  }

  /** {@return a document with one count set} */
  public static Map<String, Object> document(Map<String, ?> others, String path, int count) {
    Map<String, Object> document = copy(others);
    Map<String, Object> object = document;
    String[] names = path.split("\\.", -1);
    for (String name : List.of(names).subList(0, names.length - 1)) {
      object = inner(object, name);
    }
    object.put(names[names.length - 1], count);
    return document;
  }

  @SuppressWarnings("unchecked") // copies of our own, whose keys are strings
  private static Map<String, Object> inner(Map<String, Object> object, String name) {
    boolean isList = name.endsWith(ELEMENT);
    String member = isList ? name.substring(0, name.length() - ELEMENT.length()) : name;
    Object before = object.get(member);
    if (before == null) {
      Map<String, Object> inner = new LinkedHashMap<>();
      object.put(member, isList ? List.of(inner) : inner);
      return inner;
    }
    return (Map<String, Object>) (before instanceof List<?> list ? list.get(0) : before);
  }

  private static Map<String, Object> copy(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach(
        (name, value) ->
            copy.put(
                (String) name,
                value instanceof Map<?, ?> inner
                    ? copy(inner)
                    : value instanceof List<?> list
                        ? list.stream().map(LibraryCounts::copyOfElement).toList()
                        : value));
    return copy;
  }

  private static Object copyOfElement(Object element) {
    return element instanceof Map<?, ?> object ? copy(object) : element;
  }

  private void add(Class<?> type, String prefix, int level) {
    if (level > MOST_LEVELS) {
      throw new IllegalStateException("a type inside itself: " + prefix);
    }
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0) {
        addMember(type, method, method.getGenericReturnType(), prefix, level);
        if (isAlternative(method, type)) {
          add(method.getReturnType(), prefix, level + 1);
        }
      }
    }
    for (Field field : type.getDeclaredFields()) {
      addMember(type, field, field.getGenericType(), prefix, level);
    }
  }

  /** {@return whether the method has one of several types that the object may be of} */
  private static boolean isAlternative(Method method, Class<?> type) {
    return method.getName().matches("as[A-Z]\\w*")
        && method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && isOfSameLibrary(method.getReturnType(), type);
  }

  private void addMember(
      Class<?> owner, AnnotatedElement member, Type declared, String prefix, int level) {
    JsonProperty property = member.getAnnotation(JsonProperty.class);
    if (property == null || (level == 0 && content.contains(property.value()))) {
      return;
    }
    String path = prefix + property.value();
    Type type = declared;
    while (type instanceof ParameterizedType wrapped && wrapped.getRawType() != Map.class) {
      path += wrapped.getRawType() == List.class ? ELEMENT : "";
      type = wrapped.getActualTypeArguments()[0];
    }
    if (type instanceof Class<?> plain) {
      if (Number.class.isAssignableFrom(plain) || isPrimitiveNumber(plain)) {
        paths.add(path);
      } else if (isOfSameLibrary(plain, owner)) {
        add(plain, path + ".", level + 1);
      }
    }
  }

  private static boolean isPrimitiveNumber(Class<?> type) {
    return type.isPrimitive() && type != boolean.class && type != void.class && type != char.class;
  }

  private static boolean isOfSameLibrary(Class<?> type, Class<?> other) {
    String[] names = other.getName().split("\\.", -1);
    return type.getName().startsWith(names[0] + "." + names[1] + "." + names[2] + ".")
        && !type.isEnum();
  }
}
