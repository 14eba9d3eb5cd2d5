package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.JsonValues;

/**
 * A piece of a query in text form.
 *
 * @param start where it begins
 * @param end where it ends
 */
record QueryToken(Kind kind, String text, int start, int end) {

  enum Kind {
    /** A name or a reserved word. */
    WORD,
    /** A JSON string, also in single quotes. */
    STRING,
    /** A number. */
    NUMBER,
    /** A comparison, a bracket or a comma; also what is none of ours, which parsing rejects. */
    SIGN,
    /** What is after the last. */
    END
  }

  QueryToken {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && QueryWords.lower(text).equals(word);
  }

  /** {@return it as an error names it} */
  String found() {
    return kind == Kind.END ? "the end" : JsonValues.cut(text, 40);
  }
}
