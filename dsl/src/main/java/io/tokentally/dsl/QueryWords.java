package io.tokentally.dsl;

import io.tokentally.dsl.Operation.Comparison.Operator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words and signs of the text form: what is written is what is read. */
final class QueryWords {

  static final String AND = "and";
  static final String OR = "or";
  static final String NOT = "not";
  static final String IN = "in";
  static final String CONTAINS = "contains";
  static final String FIELD = "field";

  /** What follows {@link #CONTAINS} and {@link #IN} where case does not matter. */
  static final String ANY = "any";

  static final String CASE = "case";

  private static final Set<String> WORDS =
      Set.of(AND, OR, NOT, IN, CONTAINS, FIELD, "true", "false", "null");

  /** Comparisons by their signs. */
  static final Map<String, Operator> SIGNS =
      Arrays.stream(Operator.values())
          .collect(Collectors.toMap(QueryWords::sign, Function.identity()));

  /** Read, but never written: {@code a != b} is {@code not (a = b)}. */
  static final String UNEQUAL = "!=";

  static final String SIZE = "size";

  private static final Map<String, Operand.Convert.Type> CONVERSIONS =
      Arrays.stream(Operand.Convert.Type.values())
          .collect(Collectors.toMap(Operand.Convert.Type::wireName, Function.identity()));

  static final String FUNCTIONS =
      SIZE
          + ", "
          + Arrays.stream(Operand.Convert.Type.values())
              .map(Operand.Convert.Type::wireName)
              .collect(Collectors.joining(", "));

  private QueryWords() {}

  static String sign(Operator operator) {
    return switch (operator) {
      case EQ -> "=";
      case GT -> ">";
      case GTE -> ">=";
      case LT -> "<";
      case LTE -> "<=";
    };
  }

  /** {@return a word as it is looked up: words may be in upper or lower case} */
  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  static boolean isReserved(String word) {
    return WORDS.contains(lower(word));
  }

  static boolean isFunction(String word) {
    return lower(word).equals(SIZE) || CONVERSIONS.containsKey(lower(word));
  }

  /** {@return the operand that a function makes of another} */
  static Operand function(String word, Operand input) {
    Operand.Convert.Type to = CONVERSIONS.get(lower(word));
    return to == null ? input.size() : input.convert(to);
  }

  /** {@return whether the path of a field stands for itself, without quotes} */
  static boolean isPlain(String path) {
    return !path.isEmpty() && wordEnd(path, 0) == path.length() && !isReserved(path);
  }

  /** {@return where the word ends that begins at an offset; the offset if none does} */
  static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean isPart =
          Character.isLetter(c)
              || c == '_'
              || (end > start && (isNumber(c) || c == '.' || c == '\\' || c == '-'));
      if (!isPart) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }
}
