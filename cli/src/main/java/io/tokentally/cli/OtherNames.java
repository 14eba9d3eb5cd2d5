package io.tokentally.cli;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people type who know similar programs, and what it is called here. */
final class OtherNames {

  /** Commands. */
  static final Map<String, String> COMMANDS =
      Map.ofEntries(
          entry("cost", "report"),
          entry("costs", "report"),
          entry("usage", "report"),
          entry("stats", "report"),
          entry("summary", "report"),
          entry("show", "report"),
          entry("tally", "report"),
          entry("total", "report"),
          entry("totals", "report"),
          entry("hourly", "report --by hour"),
          entry("daily", "report --by day"),
          entry("weekly", "report --by week"),
          entry("monthly", "report --by month"),
          entry("session", "report --by session"),
          entry("sessions", "report --by session"),
          entry("blocks", "report --by hour"),
          entry("top", "report --by operation --top 10"),
          entry("live", "watch"),
          entry("tail", "watch"),
          entry("follow", "watch"),
          entry("statusline", "watch"),
          entry("compare", "diff"),
          entry("convert", "import"),
          entry("export", "import"),
          entry("filter", "query"),
          entry("find", "query"),
          entry("grep", "query"),
          entry("search", "query"),
          entry("select", "query"),
          entry("models", "prices"),
          entry("price", "prices"),
          entry("pricing", "prices"),
          entry("check", "validate"),
          entry("lint", "validate"),
          entry("simulate", "reprice"),
          entry("whatif", "reprice"),
          entry("what-if", "reprice"),
          entry("why", "explain-cost"),
          entry("server", "serve"),
          entry("start", "serve"),
          entry("help", "tokentally --help, or tokentally COMMAND --help"),
          entry("version", "tokentally --version"));

  /** Options, without the dashes before them. */
  static final Map<String, String> OPTIONS =
      Map.ofEntries(
          entry("group-by", "--by"),
          entry("groupby", "--by"),
          entry("group", "--by"),
          entry("breakdown", "--by"),
          entry("per", "--by"),
          entry("daily", "--by day"),
          entry("weekly", "--by week"),
          entry("monthly", "--by month"),
          entry("from", "--since"),
          entry("start", "--since"),
          entry("start-date", "--since"),
          entry("after", "--since"),
          entry("end", "--until"),
          entry("end-date", "--until"),
          entry("before", "--until"),
          entry("tz", "--timezone"),
          entry("sort", "--order"),
          entry("sort-by", "--order"),
          entry("order-by", "--order"),
          entry("limit", "--top"),
          entry("n", "--top"),
          entry("filter", "--query"),
          entry("where", "--query"),
          entry("q", "--query"),
          entry("file", "--calls"),
          entry("f", "--calls"),
          entry("i", "--calls"),
          entry("input", "--calls"),
          entry("out", "--output"),
          entry("csv", "--format csv"),
          entry("html", "--format html"),
          entry("table", "--format table"),
          entry("pricing", "--prices"),
          entry("price-file", "--prices"),
          entry("model", "--models"),
          entry("id", "--call"),
          entry("trace", "--root"),
          entry("errors", "--failed"),
          entry("verbose", "--all"),
          entry("full", "--all"));

  /** Formats, and what gives the like. */
  static final Map<String, String> FORMATS =
      Map.ofEntries(
          entry("ndjson", "tokentally import and tokentally query write a call per line"),
          entry("jsonl", "tokentally import and tokentally query write a call per line"),
          entry("text", "table is text"),
          entry("txt", "table is text"),
          entry("md", "csv is for spreadsheets, table for people"),
          entry("markdown", "csv is for spreadsheets, table for people"),
          entry("tsv", "csv is for spreadsheets"),
          entry("excel", "csv is for spreadsheets"),
          entry("xlsx", "csv is for spreadsheets"),
          entry("pdf", "a browser prints what report --format html writes"),
          entry("yaml", "json is for programs"),
          entry("page", "report --format html writes a page"),
          entry("html", "report --format html writes a page"));

  /** Fields of queries. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          entry("model", "usage.MODEL.requests > 0 for calls of a model"),
          entry("cost", "cost.total"),
          entry("total_cost", "cost.total"),
          entry("tokens", "usage.total_tokens"),
          entry("total_tokens", "usage.total_tokens"),
          entry("prompt_tokens", "usage.prompt_tokens"),
          entry("input_tokens", "usage.prompt_tokens"),
          entry("completion_tokens", "usage.completion_tokens"),
          entry("output_tokens", "usage.completion_tokens"),
          entry("usage.tokens", "usage.total_tokens"),
          entry("usage.total", "usage.total_tokens"),
          entry("usage.prompt", "usage.prompt_tokens"),
          entry("usage.input", "usage.prompt_tokens"),
          entry("usage.input_tokens", "usage.prompt_tokens"),
          entry("usage.completion", "usage.completion_tokens"),
          entry("usage.output", "usage.completion_tokens"),
          entry("usage.output_tokens", "usage.completion_tokens"),
          entry("usage.cached_tokens", "usage.cache_read_input_tokens"),
          entry("usage.cache_read", "usage.cache_read_input_tokens"),
          entry("usage.cache_write", "usage.cache_creation_input_tokens"),
          entry("latency", "summary.weave.latency_ms"),
          entry("latency_ms", "summary.weave.latency_ms"),
          entry("duration", "summary.weave.latency_ms"),
          entry("status", "summary.weave.status"),
          entry("error", "exception"),
          entry("errors", "exception"),
          entry("failed", "exception != null"),
          entry("is_error", "exception != null"),
          entry("user", "wb_user_id"),
          entry("user_id", "wb_user_id"),
          entry("project", "project_id"),
          entry("trace", "trace_id"),
          entry("parent", "parent_id"),
          entry("session", "thread_id"),
          entry("thread", "thread_id"),
          entry("name", "op_name"),
          entry("operation", "op_name"),
          entry("start", "started_at"),
          entry("start_time", "started_at"),
          entry("date", "started_at"),
          entry("time", "started_at"),
          entry("timestamp", "started_at"),
          entry("started", "started_at"),
          entry("created_at", "started_at"),
          entry("end", "ended_at"),
          entry("ended", "ended_at"),
          entry("end_time", "ended_at"),
          entry("tags", "attributes.tags"));

  private static final Pattern NO_SUCH_FIELD =
      Pattern.compile("^no such field (?:on|of) calls: \"([^\"]*)\"");

  private static final Set<String> OUTPUTS = Set.of("-o", "--output", "--out", "--output-file");

  private OtherNames() {}

  /** {@return which field may be meant where an error says that there is none of a name} */
  static String field(String error) {
    Matcher found = NO_SUCH_FIELD.matcher(error);
    String meant = found.find() ? FIELDS.get(found.group(1).toLowerCase(Locale.ROOT)) : null;
    return meant == null ? "" : "; did you mean " + meant + "?";
  }

  /** {@return whether an option says elsewhere where to write} */
  static boolean isOutput(String option) {
    return OUTPUTS.contains(option);
  }
}
