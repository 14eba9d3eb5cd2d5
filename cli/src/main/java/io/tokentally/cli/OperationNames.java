package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.json.CallRow;
import io.tokentally.report.text.OperationName;
import io.tokentally.value.IdNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The short names of calls' operations by call id, in few bytes per call. */
final class OperationNames {

  private static final int UNKNOWN = -1;

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private final IdNumbers ids = new IdNumbers();

  /** Finds the number of an id. */
  private ToIntFunction<String> idNumbers = ids::find;

  /** By the number of an id; {@link #UNKNOWN} for an id that no call has. */
  private int[] named = {};

  /** The numbers of names as calls have them, those that are shown and others. */
  private final Map<@Nullable String, Integer> shown = new HashMap<>();

  private final Map<@Nullable String, Integer> operations = new HashMap<>();

  void put(String id, String name) {
    put(ids.number(id), nameNumber(name));
  }

  void put(Call call) {
    put(ids.number(call.id()), nameNumber(call.displayName(), call.opName()));
  }

  /** Names the call of a row, whose id has the number. */
  void put(int id, CallRow row) {
    put(id, nameNumber(row.displayName(), row.opName()));
  }

  /** {@return the number of the short name of a call that has these} */
  private int nameNumber(@Nullable String displayName, @Nullable String opName) {
    boolean isShown = displayName != null && !displayName.isBlank();
    String written = isShown ? displayName : opName;
    Map<@Nullable String, Integer> known = isShown ? shown : operations;
    Integer number = known.get(written);
    if (number == null) {
      number = nameNumber(OperationName.of(displayName, opName));
      known.put(written, number);
    }
    return number;
  }

  /** Names a call whose id has the number. */
  void put(int id, Call call) {
    put(id, nameNumber(call.displayName(), call.opName()));
  }

  /** Lets somebody else number ids. */
  void numberedBy(ToIntFunction<String> others) {
    idNumbers = others;
  }

  private void put(int id, int name) {
    if (id >= named.length) {
      int size = named.length;
      named = Arrays.copyOf(named, id + (id >> 1) + 16);
      Arrays.fill(named, size, named.length, UNKNOWN);
    }
    named[id] = name;
  }

  private int nameNumber(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  boolean contains(String id) {
    return number(id) != UNKNOWN;
  }

  /** {@return the name; empty if there is none} */
  String get(String id) {
    int number = number(id);
    return number == UNKNOWN ? "" : names.get(number);
  }

  /** {@return the number of the name} */
  private int number(String id) {
    int number = idNumbers.applyAsInt(id);
    return number >= 0 && number < named.length ? named[number] : UNKNOWN;
  }
}
