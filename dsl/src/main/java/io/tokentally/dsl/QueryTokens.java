package io.tokentally.dsl;

import io.tokentally.dsl.QueryToken.Kind;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import org.jspecify.annotations.Nullable;

/** Takes the text form of a query apart, with one token ahead. */
final class QueryTokens {

  /** Signs of two characters: ours, and those that people bring along from other languages. */
  private static final String[] LONG_SIGNS = {">=", "<=", "!=", "<>", "==", "&&", "||"};

  private static final String DIGITS = "0123456789";

  private final String text;
  private QueryToken ahead;

  QueryTokens(String text) {
    this.text = text;
    this.ahead = scan(0);
  }

  /** {@return the next token, which stays the next} */
  QueryToken peek() {
    return ahead;
  }

  /** {@return the next token, which is taken} */
  QueryToken next() {
    QueryToken taken = ahead;
    ahead = scan(taken.end());
    return taken;
  }

  /** {@return whether the next token was that sign, which is taken} */
  boolean takes(String sign) {
    return ahead.is(sign) && next() != null;
  }

  /** {@return whether the next token was that word, which is taken} */
  boolean takesWord(String word) {
    return ahead.isWord(word) && next() != null;
  }

  /** {@return the JSON value that begins with the next token, which is taken} */
  @Nullable Object json() {
    QueryToken first = ahead;
    int end = first.is("[") || first.is("{") ? bracketEnd(first.start()) : first.end();
    String json = text.substring(first.start(), end);
    ahead = scan(end);
    ErrorCollector errors = new ErrorCollector();
    Object value =
        JsonReader.read(singleQuoted(json) ? doubleQuoted(json) : json, Loc.ROOT, errors);
    errors.throwIfAny();
    return value;
  }

  private QueryToken scan(int from) {
    int start = from;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      return new QueryToken(Kind.END, "", start, start);
    }
    char c = text.charAt(start);
    int wordEnd = QueryWords.wordEnd(text, start);
    if (wordEnd > start) {
      return token(Kind.WORD, start, wordEnd);
    }
    if (c == '"' || c == '\'') {
      return token(Kind.STRING, start, stringEnd(start));
    }
    if (DIGITS.indexOf(c) >= 0 || c == '-') {
      return token(Kind.NUMBER, start, numberEnd(start));
    }
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, start)) {
        return token(Kind.SIGN, start, start + sign.length());
      }
    }
    return token(Kind.SIGN, start, start + Character.charCount(text.codePointAt(start)));
  }

  private QueryToken token(Kind kind, int start, int end) {
    return new QueryToken(kind, text.substring(start, end), start, end);
  }

  /** {@return where a number ends, with everything that is written into it without a space} */
  private int numberEnd(int start) {
    int end = start + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean isSign = (c == '+' || c == '-') && "eE".indexOf(text.charAt(end - 1)) >= 0;
      boolean isDate = c == '-' || c == ':';
      if (!isSign && !isDate && c != '.' && !Character.isLetterOrDigit(c)) {
        break;
      }
      end++;
    }
    return end;
  }

  private int stringEnd(int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }

  /** {@return where the list or object ends; the end of the text if nothing ends it} */
  private int bracketEnd(int start) {
    int open = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = stringEnd(i) - 1;
      } else if (c == '[' || c == '{') {
        open++;
      } else if ((c == ']' || c == '}') && --open == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean singleQuoted(String json) {
    return json.startsWith("'");
  }

  /** {@return a string in single quotes as JSON has it} */
  private static String doubleQuoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    boolean isClosed = text.length() > 1 && text.endsWith("'");
    int end = isClosed ? text.length() - 1 : text.length();
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < end && text.charAt(i + 1) == '\'') {
        json.append('\'');
        i++;
      } else if (c == '\\' && i + 1 < end) {
        json.append(c).append(text.charAt(++i));
      } else {
        json.append(c == '"' ? "\\\"" : c);
      }
    }
    return isClosed ? json.append('"').toString() : json.toString();
  }

  /** {@return the column of an offset, from 1; with the line where there are several} */
  String place(int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    int column = text.codePointCount(lineStart, Math.min(offset, text.length())) + 1;
    if (text.indexOf('\n') < 0) {
      return "column " + column;
    }
    long line = text.chars().limit(lineStart).filter(c -> c == '\n').count() + 1;
    return "line " + line + ", column " + column;
  }
}
