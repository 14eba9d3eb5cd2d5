package io.tokentally.operations;

import io.tokentally.dsl.weave.PythonDates;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites what the Weave server accepts in {@code /cost/create} and the contract does not: rates
 * as text, dates as numbers of seconds or in any of Python's forms (docs/weave.md section 12).
 */
final class LaxCosts {

  private LaxCosts() {}

  /** {@return the request in the contract's form; whatever else is wrong with it stays as it is} */
  static String strict(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object request = JsonReader.read(json, Loc.ROOT.key("body"), faults);
    if (!faults.isEmpty() || !(request instanceof Map<?, ?> members)) {
      return json;
    }
    Map<String, @Nullable Object> strict = copy(members);
    if (members.get("costs") instanceof Map<?, ?> costs) {
      Map<String, @Nullable Object> prices = new LinkedHashMap<>();
      costs.forEach((model, price) -> prices.put((String) model, price(price)));
      strict.put("costs", prices);
    }
    return JsonText.of(strict);
  }

  private static @Nullable Object price(@Nullable Object price) {
    if (!(price instanceof Map<?, ?> members)) {
      return price;
    }
    Map<String, @Nullable Object> strict = copy(members);
    strict.replaceAll((name, value) -> name.endsWith("_token_cost") ? rate(value) : value);
    strict.computeIfPresent("effective_date", (name, value) -> date(value));
    return strict;
  }

  private static @Nullable Object rate(@Nullable Object value) {
    Object number = value instanceof String text ? Numbers.parseDecimal(text.strip()) : value;
    return number == null ? value : number;
  }

  private static Object date(Object value) {
    Instant moment = null;
    if (value instanceof Number seconds) {
      moment = PythonDates.ofEpochSeconds(seconds);
    } else if (value instanceof String text) {
      moment = PythonDates.parse(text);
    }
    return moment == null ? value : moment.toString();
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> members) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put((String) name, value));
    return copy;
  }
}
