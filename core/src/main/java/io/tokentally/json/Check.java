package io.tokentally.json;

import io.tokentally.ValidationError.Type;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a plain value against what the contract allows in its place, and reports every error.
 * Checks are put together from the ones here; each schema of the contract is one table of members.
 */
@FunctionalInterface
public interface Check {

  void check(@Nullable Object value, Loc at, ErrorCollector faults);

  Check TEXT = ofType(String.class, "a string");
  Check BOOLEAN = ofType(Boolean.class, "true or false");
  Check NUMBER = ofType(Number.class, "a number");

  Check ANY = (value, at, faults) -> {};

  /** A number without fraction that fits a long, however written. */
  Check INTEGER =
      (value, at, faults) -> {
        if (!(value instanceof Number number) || !isIntegral(number)) {
          wrongType("an integer", value, at, faults);
        } else if (!(number instanceof Long)
            && Numbers.decimal(number).abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
          faults.add(at, Type.VALUE, "expected an integer of at most 64 bits");
        }
      };

  /** A date in the form of docs/semantics.md rule 16. */
  Check MOMENT =
      TEXT.and(
          (value, at, faults) -> {
            String text = (String) value;
            if (text != null && Timestamps.parse(text) == null) {
              String msg = "expected " + Timestamps.EXPECTED + ", found " + JsonValues.quote(text);
              faults.add(at, Type.VALUE, msg);
            }
          });

  static Check nullable(Check check) {
    return (value, at, faults) -> {
      if (value != null) {
        check.check(value, at, faults);
      }
    };
  }

  static Check listOf(Check element) {
    return (value, at, faults) -> {
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          element.check(list.get(i), at.index(i), faults);
        }
      } else {
        wrongType("a list", value, at, faults);
      }
    };
  }

  static Check mapOf(Check member) {
    return (value, at, faults) -> {
      if (value instanceof Map<?, ?> map) {
        map.forEach((key, each) -> member.check(each, at.key((String) key), faults));
      } else {
        wrongType("an object", value, at, faults);
      }
    };
  }

  static Check oneOf(String... words) {
    return (value, at, faults) -> {
      if (!(value instanceof String)) {
        wrongType("a string", value, at, faults);
      } else if (!List.of(words).contains(value)) {
        String msg =
            "expected " + String.join(" or ", words) + ", found " + JsonValues.describe(value);
        faults.add(at, Type.VALUE, msg);
      }
    };
  }

  /** {@return a check of an object that has these members and no others} */
  static ObjectCheck object() {
    return new ObjectCheck();
  }

  /** {@return a check of an object that has these members and perhaps others} */
  static ObjectCheck openObject() {
    ObjectCheck check = new ObjectCheck();
    check.othersAllowed = true;
    return check;
  }

  /** {@return a check of a list of exactly so many elements} */
  static Check tupleOf(Check element, int size) {
    return listOf(element)
        .and(
            (value, at, faults) -> {
              if (value instanceof List<?> list && list.size() != size) {
                String found = ", found " + list.size();
                faults.add(at, Type.ARITY, "expected a list of " + size + found);
              }
            });
  }

  /** {@return this check and, where it finds no error, another} */
  default Check and(Check next) {
    return (value, at, faults) -> {
      int before = faults.size();
      check(value, at, faults);
      if (faults.size() == before) {
        next.check(value, at, faults);
      }
    };
  }

  static void wrongType(String expected, @Nullable Object found, Loc at, ErrorCollector faults) {
    faults.add(at, Type.TYPE, "expected " + expected + ", found " + JsonValues.describe(found));
  }

  private static Check ofType(Class<?> type, String expected) {
    return (value, at, faults) -> {
      if (!type.isInstance(value)) {
        wrongType(expected, value, at, faults);
      }
    };
  }

  private static boolean isIntegral(Number number) {
    if (number instanceof BigDecimal decimal) {
      return Numbers.stripped(decimal).scale() <= 0;
    }
    return true;
  }

  /** A check of an object, member by member; a table in code. */
  final class ObjectCheck implements Check {

    private record Member(Check check, boolean required) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private boolean othersAllowed;

    private ObjectCheck() {}

    public ObjectCheck required(String name, Check check) {
      members.put(name, new Member(check, true));
      return this;
    }

    public ObjectCheck optional(String name, Check check) {
      members.put(name, new Member(check, false));
      return this;
    }

    public ObjectCheck column(Column<?> column) {
      members.put(column.name(), new Member(column.check(), column.required()));
      return this;
    }

    @Override
    public void check(@Nullable Object value, Loc at, ErrorCollector faults) {
      if (!(value instanceof Map<?, ?> found)) {
        wrongType("an object", value, at, faults);
        return;
      }
      found.forEach(
          (key, each) -> {
            String name = (String) key;
            Member member = members.get(name);
            if (member == null && othersAllowed) {
              return;
            }
            if (member == null) {
              String known = String.join(", ", members.keySet());
              faults.add(at.key(name), Type.EXTRA_FORBIDDEN, "unknown member; known: " + known);
            } else {
              member.check().check(each, at.key(name), faults);
            }
          });
      members.forEach(
          (name, member) -> {
            if (member.required() && !found.containsKey(name)) {
              faults.add(at.key(name), Type.MISSING, "required, but not there");
            }
          });
    }
  }
}
