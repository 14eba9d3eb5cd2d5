package io.tokentally.aggregation.rollup.records;

import io.tokentally.aggregation.usage.CountedUsage;
import io.tokentally.aggregation.usage.PlainCounts;
import io.tokentally.json.CallRow;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineReader;
import io.tokentally.value.JsonValues;
import io.tokentally.value.PackedStringDictionary;
import io.tokentally.value.Room;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recorded usage of many calls, or what counts of their responses, packed: numbers apart from
 * the form around them, of which there are few. What is unpacked equals what was packed.
 */
final class PackedUsage {

  /** Usage in a form with more members, or nested deeper, is kept as it is. */
  private static final int MOST_FORMS = 1 << 12;

  private static final int MOST_LEVELS = 8;
  private static final int MOST_CHARACTERS = 1 << 12;

  private static final int RECENT = 1 << 8;

  private static final int NONE = -1;

  /** Stands for the form of usage whose text does not say it. */
  private static final int UNUSUAL = -2;

  private final Map<String, Integer> formNumbers = new HashMap<>();

  /** One usage of each form; its numbers are no part of the form. */
  private final List<Object> forms = new ArrayList<>();

  /** What the numbers of each form count, null where it has something else in it. */
  private final List<@Nullable CountedForm> counted = new ArrayList<>();

  /** One more than the number of a form that was packed lately, by a part of its hash. */
  private final int[] recent = new int[RECENT];

  private final VarintBuffer numbers = new VarintBuffer();

  /** Where a row's numbers begin; below {@link #NONE}: which of {@link #unpacked} it is. */
  private int[] starts = new int[1 << 4];

  private final List<Object> unpacked = new ArrayList<>();
  private int size;

  private final UsageText text = new UsageText();

  /** What stood around the numbers of usage as text. */
  private PackedStringDictionary texts = new PackedStringDictionary();

  /** One more than the form of each; below 0 if it is unusual, 0 as long as nobody asked. */
  private int[] formsOfTexts = new int[1 << 4];

  void add(@Nullable Object usage) {
    addStart(usage == null ? NONE : start(usage));
  }

  private void addStart(int start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + (size >> 1));
    }
    starts[size++] = start;
  }

  /** Adds the usage of a row. Returns false where it has to be read as a value. */
  boolean add(CallRow row) {
    if (!row.has(CallRow.USAGE)) {
      add((Object) null);
      return true;
    }
    if (!text.read(row.bytes(), row.start(CallRow.USAGE), row.end(CallRow.USAGE))) {
      return false;
    }
    int known =
        texts.size() < MOST_FORMS
            ? texts.number(text.around(), 0, text.length())
            : texts.find(text.around(), 0, text.length());
    if (known == PackedStringDictionary.NONE) {
      return false;
    }
    if (known == formsOfTexts.length) {
      formsOfTexts = Arrays.copyOf(formsOfTexts, 2 * known);
    }
    if (formsOfTexts[known] == 0) {
      formsOfTexts[known] = formOfText() + 1;
    }
    int form = formsOfTexts[known] - 1;
    if (form < 0) {
      return false;
    }
    addStart(numbers.size());
    numbers.writeLong(form);
    for (int i = 0; i < text.count(); i++) {
      numbers.writeLong(text.number(i));
    }
    return true;
  }

  /**
   * {@return the form of the usage that the text stands for; below 0, but not {@link #NONE}, where
   * it is unusual, or has its numbers in another order}
   */
  private int formOfText() {
    byte[] counted = text.counted();
    LineReader reader = new LineReader();
    JsonBytes json = new JsonBytes(counted, counted.length);
    Object usage = reader.endOfPlain(json, 0) == counted.length ? reader.plainValue() : null;
    Integer form = usage == null ? null : form(usage);
    return form == null || !isCounted(usage, new int[1]) ? UNUSUAL : form;
  }

  /** {@return whether the numbers of a value are 1, 2, 3 and so on, as they are written} */
  private static boolean isCounted(@Nullable Object value, int[] last) {
    if (value instanceof Map<?, ?> members) {
      return members.values().stream().allMatch(member -> isCounted(member, last));
    }
    if (value instanceof List<?> elements) {
      return elements.stream().allMatch(element -> isCounted(element, last));
    }
    return !(value instanceof Number) || value.equals((long) ++last[0]);
  }

  private int start(Object usage) {
    Integer form = JsonValues.isFrozen(usage) ? form(usage) : null;
    if (form == null) {
      unpacked.add(usage);
      return NONE - unpacked.size();
    }
    int start = numbers.size();
    numbers.writeLong(form);
    write(usage);
    return start;
  }

  private @Nullable Integer form(Object usage) {
    int place = hash(usage, 0) & (RECENT - 1);
    int last = recent[place] - 1;
    if (last >= 0 && isOfForm(forms.get(last), usage)) {
      return last;
    }
    Integer form = described(usage);
    recent[place] = form == null ? 0 : form + 1;
    return form;
  }

  /** {@return a number that is equal for usage of one form, as far as it is nested a little} */
  private static int hash(@Nullable Object value, int level) {
    int hash = 1;
    if (level < 2 && !(value instanceof Long) && value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        hash = 31 * (31 * hash + member.getKey().hashCode()) + hash(member.getValue(), level + 1);
      }
    }
    return hash ^ hash >>> 8;
  }

  private static boolean isOfForm(@Nullable Object form, @Nullable Object value) {
    if (form instanceof Long) { // as most leaves; to ask whether it is a map takes longer
      return value instanceof Long;
    }
    if (form instanceof Map<?, ?> known && value instanceof Map<?, ?> members) {
      return known.size() == members.size() && areOfForm(known, members);
    }
    if (form instanceof List<?> known && value instanceof List<?> elements) {
      return known.size() == elements.size() && areOfForm(known, elements);
    }
    if (form instanceof String known) {
      return known.equals(value);
    }
    return isNumberOrWord(form) && isNumberOrWord(value) && kind(form) == kind(value);
  }

  private static boolean areOfForm(Map<?, ?> form, Map<?, ?> members) {
    Iterator<? extends Map.Entry<?, ?>> known = form.entrySet().iterator();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Map.Entry<?, ?> other = known.next();
      if (!other.getKey().equals(member.getKey())
          || !isOfForm(other.getValue(), member.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean areOfForm(List<?> form, List<?> elements) {
    for (int i = 0; i < form.size(); i++) {
      if (!isOfForm(form.get(i), elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumberOrWord(@Nullable Object value) {
    return !(value instanceof Map || value instanceof List || value instanceof String);
  }

  private @Nullable Integer described(Object usage) {
    StringBuilder text = new StringBuilder(256);
    if (!describe(usage, text, 0)) {
      return null;
    }
    String form = text.toString();
    Integer known = formNumbers.get(form);
    if (known == null && forms.size() < MOST_FORMS) {
      known = forms.size();
      formNumbers.put(form, known);
      forms.add(usage);
      counted.add(CountedForm.of(usage));
    }
    return known;
  }

  /** Writes down the form, equal for equal forms only; false if it is too large. */
  private static boolean describe(@Nullable Object value, StringBuilder text, int level) {
    if (level > MOST_LEVELS || text.length() > MOST_CHARACTERS) {
      return false;
    }
    if (value instanceof Map<?, ?> members) {
      text.append('{');
      for (Map.Entry<?, ?> member : members.entrySet()) {
        describe((String) member.getKey(), text);
        if (!describe(member.getValue(), text, level + 1)) {
          return false;
        }
      }
      text.append('}');
    } else if (value instanceof List<?> elements) {
      text.append('[');
      for (Object element : elements) {
        if (!describe(element, text, level + 1)) {
          return false;
        }
      }
      text.append(']');
    } else if (value instanceof String leaf) {
      describe(leaf, text);
    } else {
      text.append(kind(value));
    }
    return true;
  }

  private static void describe(String leaf, StringBuilder text) {
    text.append('"').append(leaf.length()).append(':').append(leaf);
  }

  private static char kind(@Nullable Object value) {
    if (value instanceof Boolean is) {
      return is ? 't' : 'f';
    }
    return value == null
        ? 'n'
        : value instanceof Long ? '1' : value instanceof BigDecimal ? '.' : '9';
  }

  private void write(@Nullable Object value) {
    if (value instanceof Long number) {
      numbers.writeLong(number);
    } else if (value instanceof Map<?, ?> members) {
      members.forEach((key, member) -> write(member));
    } else if (value instanceof List<?> elements) {
      elements.forEach(this::write);
    } else if (value instanceof BigDecimal number) {
      numbers.writeLong(number.scale());
      numbers.writeBytes(number.unscaledValue().toByteArray());
    } else if (value instanceof BigInteger number) {
      numbers.writeBytes(number.toByteArray());
    }
  }

  /** {@return of how many models a row has counts and nothing else; negative if not} */
  int countedModels(int row) {
    CountedForm form =
        starts[row] < 0 ? null : counted.get((int) numbers.from(starts[row]).readLong());
    return form == null ? NONE : form.models();
  }

  /** Gives the counts of a row, as {@link CountedUsage#readCounts}. */
  boolean readCounts(int row, PlainCounts counts, Consumer<String> model) {
    if (starts[row] < 0) {
      return false;
    }
    VarintBuffer.Reader from = numbers.from(starts[row]);
    CountedForm form = counted.get((int) from.readLong());
    return form != null && form.read(from, counts, model);
  }

  /** {@return the usage of a row} */
  @Nullable Object get(int row) {
    int start = starts[row];
    if (start == NONE) {
      return null;
    }
    if (start < NONE) {
      return unpacked.get(NONE - start - 1);
    }
    VarintBuffer.Reader from = numbers.from(start);
    return read(forms.get((int) from.readLong()), from);
  }

  private static @Nullable Object read(@Nullable Object form, VarintBuffer.Reader from) {
    if (form instanceof Long) {
      return from.readLong();
    }
    if (form instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> read = new LinkedHashMap<>();
      members.forEach((key, member) -> read.put((String) key, read(member, from)));
      return JsonValues.frozen(read);
    }
    if (form instanceof List<?> elements) {
      List<@Nullable Object> read = new ArrayList<>(elements.size());
      elements.forEach(element -> read.add(read(element, from)));
      return JsonValues.frozen(read);
    }
    if (form instanceof BigDecimal) {
      int scale = (int) from.readLong();
      return new BigDecimal(new BigInteger(from.readBytes()), scale);
    }
    return form instanceof BigInteger ? new BigInteger(from.readBytes()) : form;
  }

  /** Frees room that is not used. */
  void trim() {
    starts = Room.trimmed(starts, size);
    numbers.trim();
    texts = new PackedStringDictionary();
    formsOfTexts = new int[0];
  }
}
