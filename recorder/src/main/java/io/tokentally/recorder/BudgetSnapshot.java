package io.tokentally.recorder;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
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
    for (Object each : (List<?>) ((Map<?, ?>) document).get("spent")) {
      cells.add(cell((Map<?, ?>) each));
    }
    return cells;
  }

  private static BudgetCell cell(Map<?, ?> members) {
    BudgetPeriod period =
        new BudgetPeriod(
            BudgetPeriod.Length.valueOf((String) members.get("period")),
            ZoneId.of((String) members.get("zone")));
    String from = (String) members.get("from");
    BudgetCell cell =
        new BudgetCell(
            new BudgetCell.Id(
                (String) members.get("scope"),
                (String) members.get("unit"),
                period,
                (String) members.get("key"),
                from == null ? null : Instant.parse(from)));
    cell.spent = Numbers.decimal((Number) members.get("spent"));
    cell.unpricedCalls = ((Number) members.get("unpriced_calls")).longValue();
    return cell;
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
