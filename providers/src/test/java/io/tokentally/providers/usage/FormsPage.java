package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.NoReading;
import io.tokentally.aggregation.usage.Spelling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of docs/usage-forms.md, made from the data that the engine reads by. */
final class FormsPage {

  private FormsPage() {}

  static String tables() {
    List<String> lines = new ArrayList<>();
    lines.add("### Forms, in the order in which they are looked for");
    lines.add("");
    lines.add("| form | recognised by | cached tokens | reasoning |");
    lines.add("|---|---|---|---|");
    for (Form form : Form.values()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(form.title, told(form.told), place(form.caches), place(form.reasoning)));
    }
    lines.add("");
    lines.add("### What shows a form");
    lines.add("");
    lines.add("| sign | members |");
    lines.add("|---|---|");
    signs().forEach((sign, names) -> lines.add("| %s | %s |".formatted(sign(sign), code(names))));
    objects().forEach((title, names) -> addObject(title, names, lines));
    lines.add("");
    lines.add("### What needs no reading anywhere");
    lines.add("");
    lines.add("| why | members |");
    lines.add("|---|---|");
    for (NoReading reason : NoReading.values()) {
      lines.add("| %s | %s |".formatted(word(reason.name()), code(reason.names())));
    }
    return String.join("\n", lines) + "\n";
  }

  private static void addObject(String title, Names names, List<String> lines) {
    Map<String, Set<String>> byMeaning = new TreeMap<>();
    names
        .all()
        .forEach(
            (name, member) -> {
              byMeaning
                  .computeIfAbsent(meaning(member.meaning()), unused -> new TreeSet<>())
                  .add(name);
            });
    lines.add("");
    lines.add("### " + title);
    lines.add("");
    lines.add("| what it is | members |");
    lines.add("|---|---|");
    byMeaning.forEach(
        (meaning, of) -> lines.add("| %s | %s |".formatted(meaning, code(withoutCamelCase(of)))));
  }

  private static Map<String, Names> objects() {
    Map<String, Names> objects = new LinkedHashMap<>();
    objects.put("Members of a usage object", Members.TOP);
    objects.put("Members of the details of what was put in", Members.INPUT_DETAILS);
    objects.put("Members of the details of what came out", Members.OUTPUT_DETAILS);
    objects.put("Members of what was written to a cache, by lifetime", Members.LIFETIMES);
    objects.put("Members of `server_tool_use`", Members.SERVER_TOOLS);
    objects.put("Members that stand beside usage in a response", Members.RESPONSE);
    objects.put("Members of a step in `iterations`", Members.STEP);
    return objects;
  }

  private static Map<Sign, Set<String>> signs() {
    Map<Sign, Set<String>> signs = new EnumMap<>(Sign.class);
    for (Names names : Members.OBJECTS) {
      names
          .all()
          .forEach(
              (name, member) -> {
                for (Sign sign : Sign.values()) {
                  if ((member.signs() & sign.bit) != 0) {
                    signs.computeIfAbsent(sign, unused -> new TreeSet<>()).add(name);
                  }
                }
              });
    }
    signs.replaceAll((sign, names) -> withoutCamelCase(names));
    return signs;
  }

  /** {@return the names without those that are another one in camel case} */
  private static Set<String> withoutCamelCase(Set<String> names) {
    Set<String> camelCase =
        names.stream()
            .filter(name -> name.contains("_"))
            .map(Spelling::camelCase)
            .collect(Collectors.toSet());
    return names.stream()
        .filter(name -> !camelCase.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String told(Recognition told) {
    List<String> parts = new ArrayList<>();
    parts.add(signs(told.any(), " or "));
    if (told.all() != 0) {
      parts.add("with " + signs(told.all(), " and "));
    }
    if (told.none() != 0) {
      parts.add("without " + signs(told.none(), " and "));
    }
    return String.join(", ", parts);
  }

  private static String signs(long bits, String joiner) {
    List<String> names = new ArrayList<>();
    for (Sign sign : Sign.values()) {
      if ((bits & sign.bit) != 0) {
        names.add(sign(sign));
      }
    }
    return String.join(joiner, names);
  }

  private static String sign(Sign sign) {
    return "*" + word(sign.name()) + "*";
  }

  private static String place(Place place) {
    return switch (place) {
      case INSIDE -> "inside";
      case ON_TOP -> "on top";
      case OPEN -> "open, else inside";
      case OPEN_ON_TOP -> "open, else on top";
      case APART -> "charged apart";
    };
  }

  private static String meaning(Meaning meaning) {
    if (meaning instanceof Meaning.Count count) {
      return word(count.quantity().name());
    }
    if (meaning instanceof Meaning.Other other) {
      return "charged: `" + other.kind() + "`";
    }
    if (meaning instanceof Meaning.Measure measure) {
      return "charged, up to the next whole number: `" + measure.kind() + "`";
    }
    if (meaning instanceof Meaning.Longer longer) {
      return "cache write with a rate of its own: `" + longer.kind() + "`";
    }
    if (meaning instanceof Meaning.Tools) {
      return "uses of tools, by name";
    }
    if (meaning instanceof Meaning.ToolCounts) {
      return "uses of tools, a list";
    }
    if (meaning instanceof Meaning.Details details) {
      return (details.further() ? "further details of the " : "details of the ")
          + word(details.within().name());
    }
    if (meaning instanceof Meaning.Served served) {
      return "how it was served: `" + served.kind() + "_…`";
    }
    if (meaning instanceof Meaning.Flag flag) {
      return "how it was served: `" + flag.kind() + "`";
    }
    if (meaning instanceof Meaning.TierTokens) {
      return "how it was served: `service_tier_…`";
    }
    if (meaning instanceof Meaning.Skipped skipped) {
      return "needs no reading: " + skipped.reason();
    }
    if (meaning instanceof Meaning.Money) {
      return "recorded cost";
    }
    if (meaning instanceof Meaning.Lifetimes) {
      return "cache writes by lifetime, a list";
    }
    if (meaning instanceof Meaning.Iterations) {
      return "steps of a message";
    }
    if (meaning instanceof Meaning.OwnKey) {
      return "whose key was charged";
    }
    if (meaning instanceof Meaning.SumSoFar sum) {
      return "a sum over several calls, read where there is no `" + sum.unless() + "`";
    }
    if (meaning instanceof Meaning.Another) {
      return "usage of another model, on top";
    }
    if (meaning instanceof Meaning.ByModel) {
      return "usage by model, in place of its sum";
    }
    if (meaning instanceof Meaning.Items) {
      return "items, some of which are charged";
    }
    return meaning instanceof Meaning.Again ? "the same usage again" : "an object of such members";
  }

  private static String code(Iterable<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add("`" + name + "`"));
    return String.join(", ", quoted);
  }

  private static String word(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
