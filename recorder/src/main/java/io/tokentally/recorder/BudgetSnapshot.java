package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was spent, as JSON. */
final class BudgetSnapshot {

  private static final Check CELL =
      Check.object()
          .required("scope", Check.TEXT)
          .optional("key", Check.TEXT)
          .required("unit", Check.TEXT)
          .required("period", Check.oneOf("MINUTE", "HOUR", "DAY", "MONTH", "FOR_EVER"))
          .required("zone", BudgetSnapshot::checkZone)
          .optional("from", Check.MOMENT)
          .required("spent", Check.NUMBER)
          .required("unpriced_calls", Check.INTEGER);

  private static final Check SNAPSHOT = Check.object().required("spent", Check.listOf(CELL));

  private BudgetSnapshot() {}

  static String write(Collection<BudgetCell> cells) {
    List<Object> spent = new ArrayList<>();
    for (BudgetCell cell : cells) {
      spent.add(members(cell));
    }
    return JsonText.of(Map.of("spent", spent));
  }

  private static Map<String, Object> members(BudgetCell cell) {
    BudgetCell.Id id = cell.id;
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("scope", id.scope());
    if (id.key() != null) {
      members.put("key", id.key());
    }
    members.put("unit", id.unit());
    members.put("period", id.period().length().name());
    members.put("zone", id.period().zone().getId());
    if (id.from() != null) {
      members.put("from", id.from());
    }
    cell.lock.lock();
    try {
      members.put("spent", Numbers.plain(cell.spent.add(cell.held)));
      members.put("unpriced_calls", cell.unpricedCalls);
    } finally {
      cell.lock.unlock();
    }
    return members;
  }

  static List<BudgetCell> read(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    SNAPSHOT.check(document, Loc.ROOT, faults);
    faults.throwIfAny();
    List<BudgetCell> cells = new ArrayList<>();
    Map<?, ?> snapshot = (Map<?, ?>) requireNonNull(document);
    for (Object each : (List<?>) required(snapshot, "spent")) {
      cells.add(cell((Map<?, ?>) each));
    }
    return cells;
  }

  private static BudgetCell cell(Map<?, ?> members) {
    BudgetPeriod period =
        new BudgetPeriod(
            BudgetPeriod.Length.valueOf((String) required(members, "period")),
            ZoneId.of((String) required(members, "zone")));
    String from = (String) members.get("from");
    BudgetCell cell =
        new BudgetCell(
            new BudgetCell.Id(
                (String) required(members, "scope"),
                (String) required(members, "unit"),
                period,
                (String) members.get("key"),
                from == null ? null : Timestamps.parse(from)));
    cell.spent = Numbers.decimal((Number) required(members, "spent"));
    cell.unpricedCalls =
        Numbers.decimal((Number) required(members, "unpriced_calls")).longValueExact();
    return cell;
  }

  private static Object required(Map<?, ?> members, String name) {
    return requireNonNull(members.get(name));
  }

  private static void checkZone(@Nullable Object value, Loc at, ErrorCollector faults) {
    Check.TEXT.check(value, at, faults);
    if (value instanceof String zone) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        faults.add(at, Type.VALUE, "expected a time zone, found " + e.getMessage());
      }
    }
  }
}
