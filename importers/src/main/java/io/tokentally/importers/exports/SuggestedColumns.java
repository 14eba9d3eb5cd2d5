package io.tokentally.importers.exports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the columns of a table seem to hold, by their names. */
public final class SuggestedColumns {

  /** Names of columns without their capitals and signs, by what they hold. */
  private static final Map<String, Set<String>> NAMES = new LinkedHashMap<>();

  /** What every table needs for a cost. */
  private static final Set<String> NEEDED = Set.of("started", "model", "input", "output");

  static {
    NAMES.put(
        "started",
        Set.of(
            "started",
            "startedat",
            "starttime",
            "start",
            "timestamp",
            "time",
            "date",
            "datetime",
            "day",
            "createdat",
            "created",
            "requesttime"));
    NAMES.put("model", Set.of("model", "modelname", "modelid", "llm"));
    NAMES.put(
        "input",
        Set.of(
            "input",
            "inputtokens",
            "tokensin",
            "tokensinput",
            "prompt",
            "prompttokens",
            "tokensprompt",
            "ninput"));
    NAMES.put(
        "output",
        Set.of(
            "output",
            "outputtokens",
            "tokensout",
            "tokensoutput",
            "completion",
            "completiontokens",
            "tokenscompletion",
            "noutput"));
    NAMES.put(
        "cache_read",
        Set.of("cacheread", "cachereadtokens", "cachereadinputtokens", "cachedtokens", "cached"));
    NAMES.put(
        "cache_write",
        Set.of(
            "cachewrite", "cachewritetokens", "cachecreationtokens", "cachecreationinputtokens"));
    NAMES.put("user", Set.of("user", "userid", "username"));
    NAMES.put("project", Set.of("project", "projectid", "projectname", "team"));
    NAMES.put("cost", Set.of("cost", "costusd", "totalcost", "spend"));
  }

  private SuggestedColumns() {}

  /**
   * {@return what to say of the columns of a table, as in {@code started=Day,model=NAME}; NAME
   * stands for what has to be said and no name shows}
   */
  public static String of(List<String> columns) {
    List<String> said = new ArrayList<>();
    NAMES.forEach(
        (what, names) -> {
          String found =
              columns.stream().filter(each -> names.contains(bare(each))).findFirst().orElse(null);
          if (found != null || NEEDED.contains(what)) {
            said.add(what + "=" + (found == null ? "NAME" : found));
          }
        });
    return String.join(",", said);
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
