package io.tokentally.providers.usage;

import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.usage.CountReader;
import io.tokentally.aggregation.usage.UnreadMembers;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the members of a usage object, each of them once: it is read, or needs no reading,
 * or is noted. Not thread-safe.
 */
final class Walk {

  private static final String SVG_USAGE = "svg_usage";

  private final CountReader counts;
  private final UnreadMembers unread;
  private Map<?, ?> current = Map.of();
  private int levels = UnreadMembers.MOST_LEVELS;

  Walk(Consumer<MalformedCount> malformed, Consumer<ReadingNote> notes) {
    this.counts = new CountReader(malformed);
    this.unread = new UnreadMembers(notes);
  }

  /** Gathers what an object says. */
  void object(Map<?, ?> object, Names names, Loc at, Gathered to) {
    levels--;
    Map<?, ?> outer = current;
    current = object;
    for (Map.Entry<?, ?> entry : JsonValues.withTextKeys(object).entrySet()) {
      Object value = entry.getValue();
      if (value != null && unread.mayLook(levels)) {
        String name = (String) entry.getKey();
        Member member = names.get(name);
        if (member == null) {
          unread.look(name, value, at);
        } else {
          member(name, member, value, at, to);
        }
      }
    }
    current = outer;
    levels++;
  }

  /** Says what was not named. Call it once, at the end. */
  void finish() {
    unread.finish();
  }

  private void member(String name, Member member, Object value, Loc at, Gathered to) {
    Meaning meaning = member.meaning();
    if (meaning instanceof Meaning.Count count) {
      if (count.parts() != null && value instanceof Map<?, ?> parts) {
        object(parts, count.parts(), at.key(name), to);
        return;
      }
      if (value instanceof List<?> && (member.signs() & Sign.PLAIN.bit) != 0) {
        items(name, value, at, to); // of a response that stands in place of its usage
        return;
      }
      to.count(count.quantity(), counts.read(value, at, name), name);
    } else {
      read(name, meaning, value, at, to);
    }
    to.sign(member.signs());
  }

  private void read(String name, Meaning meaning, Object value, Loc at, Gathered to) {
    if (meaning instanceof Meaning.Details details) {
      details(name, details, value, at, to);
    } else if (meaning instanceof Meaning.Inner inner) {
      inner(name, inner.names(), value, at, to);
    } else if (meaning instanceof Meaning.Other other) {
      to.other(other.kind(), counts.read(value, at, name), other.within());
    } else if (meaning instanceof Meaning.Served served) {
      served(name, served, value, at, to);
    } else if (meaning instanceof Meaning.Skipped) {
      skipped(name, value, at);
    } else {
      readSeldom(name, meaning, value, at, to);
    }
  }

  private void readSeldom(String name, Meaning meaning, Object value, Loc at, Gathered to) {
    if (meaning instanceof Meaning.Longer longer) {
      long tokens = counts.read(value, at, name);
      to.further(Quantity.CACHE_WRITE_LONG, tokens);
      to.other(longer.kind(), tokens, Within.CACHE_CREATION);
    } else if (meaning instanceof Meaning.Measure measure) {
      to.other(measure.kind(), Measures.up(value, at, name, counts), Within.NOTHING);
    } else if (meaning instanceof Meaning.TierTokens tier) {
      boolean served = counts.read(value, at, name) > 0;
      to.other("service_tier_" + tier.tier(), served ? 1 : 0, Within.EVERYTHING);
    } else if (meaning instanceof Meaning.Flag flag) {
      to.other(flag.kind(), Boolean.TRUE.equals(value) ? 1 : 0, Within.EVERYTHING);
    } else if (meaning instanceof Meaning.Tools tools) {
      new ToolReader(counts, unread).object(name, tools, value, at, to);
    } else if (meaning instanceof Meaning.Money) {
      new MoneyReader(unread).read(name, value, at, to);
    } else if (meaning instanceof Meaning.ToolCounts) {
      new ToolReader(counts, unread).list(name, value, at, to);
    } else {
      readLists(name, meaning, value, at, to);
    }
  }

  private void readLists(String name, Meaning meaning, Object value, Loc at, Gathered to) {
    if (meaning instanceof Meaning.Beside beside) {
      long tokens = counts.read(value, at, name);
      to.further(beside.whole(), tokens);
      if (beside.part() != null) {
        to.count(beside.part(), tokens, name);
      }
    } else if (meaning instanceof Meaning.StepCount step) {
      to.step(step.type()).count(step.quantity(), counts.read(value, at, name), name);
    } else if (meaning instanceof Meaning.Lifetimes) {
      Gathered sum = new Gathered();
      each(name, value, at, (element, place) -> lifetime(element, place, sum));
      to.addList(sum, name);
    } else if (meaning instanceof Meaning.OwnKey) {
      if (Boolean.TRUE.equals(value)) {
        to.ownKey();
      } else {
        unread.look(name, value, at);
      }
    } else if (meaning instanceof Meaning.Items) {
      items(name, value, at, to);
    } else if (meaning instanceof Meaning.SumSoFar sum) {
      boolean isOfMore = current.get(sum.unless()) != null;
      inner(name, sum.names(), value, at, isOfMore ? new Gathered() : to);
    } else if (meaning instanceof Meaning.Another) {
      another(name, value, at, to);
    } else if (meaning instanceof Meaning.ByModel) {
      byModel(name, value, at, to);
    } else if (meaning instanceof Meaning.Iterations) {
      each(name, value, at, (element, place) -> step(element, place, to));
    } else if (value instanceof Map<?, ?> usage) {
      again(List.of(usage), at.key(name), to);
    } else {
      Gathered sum = new Gathered();
      each(name, value, at, (element, place) -> object(element, Members.TOP, place, sum));
      to.again(sum, at.key(name));
    }
  }

  private void items(String name, Object value, Loc at, Gathered to) {
    boolean areSearchesCounted =
        current.get("tool_usage") instanceof Map<?, ?> tools && tools.containsKey("web_search");
    new ItemReader(unread, areSearchesCounted).read(name, value, at, to);
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size() && unread.mayLook(levels); i++) {
        Loc place = at.key(name).index(i);
        if (items.get(i) instanceof Map<?, ?> item) {
          item(item, place, to);
        } else {
          unread.look(String.valueOf(i), items.get(i), at.key(name));
        }
      }
    } else {
      unread.look(name, value, at);
    }
  }

  private void item(Map<?, ?> item, Loc at, Gathered to) {
    item.forEach(
        (name, value) -> {
          if (name.equals(SVG_USAGE) && value != null) {
            another(SVG_USAGE, value, at, to);
          } else {
            unread.look(String.valueOf(name), value, at);
          }
        });
  }

  private void another(String name, Object value, Loc at, Gathered to) {
    if (value instanceof Map<?, ?> usage && text(usage, "model") != null) {
      Gathered of = new Gathered();
      object(usage, Members.TOP, at.key(name), of);
      to.another(new Gathered.OfModel(String.valueOf(usage.get("model")), of));
    } else {
      unread.look(name, value, at);
    }
  }

  private void byModel(String name, Object value, Loc at, Gathered to) {
    if (!(value instanceof Map<?, ?> object)) {
      each(name, value, at, (element, place) -> ofModel(element, place, to));
    } else if (object.get("models") instanceof List<?> models) {
      each("models", models, at.key(name), (element, place) -> ofModel(element, place, to));
      lookPast(object, "models", at.key(name));
    } else {
      for (Map.Entry<?, ?> entry : JsonValues.withTextKeys(object).entrySet()) {
        String model = (String) entry.getKey();
        if (entry.getValue() instanceof Map<?, ?> usage && unread.mayLook(levels)) {
          ofModel(model, usage, at.key(name).key(model), to);
        } else {
          unread.look(model, entry.getValue(), at.key(name));
        }
      }
    }
  }

  private void ofModel(Map<?, ?> element, Loc at, Gathered to) {
    for (String name : List.of("model", "modelName", "model_name", "name")) {
      String model = text(element, name);
      if (model != null && element.get("usage") instanceof Map<?, ?> usage) {
        ofModel(model, usage, at.key("usage"), to);
        lookPast(element, "usage", at);
        return;
      }
      if (model != null) {
        ofModel(model, element, at, to);
        return;
      }
    }
    lookPast(element, "", at);
  }

  private void lookPast(Map<?, ?> object, String read, Loc at) {
    object.forEach(
        (name, value) -> {
          if (!read.equals(name)) {
            unread.look(String.valueOf(name), value, at);
          }
        });
  }

  private void ofModel(String model, Map<?, ?> usage, Loc at, Gathered to) {
    Gathered of = new Gathered();
    object(usage, Members.TOP, at, of);
    to.model(new Gathered.OfModel(model, of));
  }

  private void again(List<Map<?, ?>> usages, Loc at, Gathered to) {
    Gathered sum = new Gathered();
    for (Map<?, ?> usage : usages) {
      object(usage, Members.TOP, at, sum);
    }
    to.again(sum, at);
  }

  private void inner(String name, Names names, Object value, Loc at, Gathered to) {
    if (value instanceof Map<?, ?> object) {
      object(object, names, at.key(name), to);
    } else {
      Gathered sum = new Gathered();
      each(name, value, at, (element, place) -> addElement(element, names, place, sum));
      to.addList(sum, name);
    }
  }

  private void details(String name, Meaning.Details details, Object value, Loc at, Gathered to) {
    Gathered sum = new Gathered();
    if (value instanceof Map<?, ?> object) {
      object(object, details.names(), at.key(name), details.further() ? sum : to);
    } else {
      each(name, value, at, (element, place) -> detail(element, details, place, sum));
    }
    if (details.further()) {
      to.addElement(sum);
    } else if (!(value instanceof Map<?, ?>)) {
      to.addList(sum, name);
    }
  }

  /** Reads the tokens of one modality, or an object of details. */
  private void detail(Map<?, ?> element, Meaning.Details details, Loc at, Gathered sum) {
    if (!element.containsKey("modality") && !element.containsKey("tokenCount")) {
      addElement(element, details.names(), at, sum);
      return;
    }
    Modality modality = Modality.of(element.get("modality") instanceof String word ? word : null);
    Gathered count = new Gathered();
    object(element, Members.MODALITY_COUNT, at, count);
    sum.noteAll(count);
    long tokens = count.orZero(Quantity.TOTAL);
    if (modality != null) {
      sum.further(Quantity.of(modality, details.within()), tokens);
    }
  }

  private void addElement(Map<?, ?> element, Names names, Loc at, Gathered sum) {
    Gathered one = new Gathered();
    object(element, names, at, one);
    sum.addElement(one);
  }

  private void lifetime(Map<?, ?> element, Loc at, Gathered sum) {
    Gathered one = new Gathered();
    object(element, Members.LIFETIME, at, one);
    long tokens = one.orZero(Quantity.CACHE_WRITE);
    String ttl = element.get("ttl") instanceof String text ? text : "";
    Member member = Members.LIFETIMES.get(ttl);
    if (member != null && member.meaning() instanceof Meaning.Count count) {
      sum.further(count.quantity(), tokens);
    } else if (ttl.isEmpty()) {
      sum.further(Quantity.CACHE_WRITE_SHORT, tokens);
    } else {
      sum.further(Quantity.CACHE_WRITE_LONG, tokens);
      sum.other("cache_write_" + Words.name(ttl) + "_tokens", tokens, Within.CACHE_CREATION);
    }
  }

  private void step(Map<?, ?> element, Loc at, Gathered to) {
    Gathered usage = new Gathered();
    object(element, Members.STEP, at, usage);
    to.step(new Gathered.Step(text(element, "type"), text(element, "model"), usage));
  }

  private static @Nullable String text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text ? text : null;
  }

  private void served(String name, Meaning.Served served, Object value, Loc at, Gathered to) {
    if (value instanceof String text) {
      String word = Words.served(text);
      if (!word.isEmpty() && !served.usual().contains(word)) {
        to.other(served.kind() + "_" + Words.name(word), 1, served.within());
      }
    } else if (value instanceof Map<?, ?> object && object.get("type") instanceof String type) {
      served(name, served, type, at, to);
    } else {
      unread.look(name, value, at);
    }
  }

  private void skipped(String name, Object value, Loc at) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      unread.look(name, value, at);
    }
  }

  /** What is done with an object in a list. */
  private interface Element {
    void read(Map<?, ?> element, Loc at);
  }

  private void each(String name, Object value, Loc at, Element action) {
    if (!(value instanceof List<?> elements)) {
      counts.malformed(at.key(name), Reason.ENTRY_NOT_OBJECT, value);
      return;
    }
    for (int i = 0; i < elements.size() && unread.mayLook(levels); i++) {
      Loc place = at.key(name).index(i);
      if (elements.get(i) instanceof Map<?, ?> element) {
        action.read(element, place);
      } else if (elements.get(i) != null) {
        counts.malformed(place, Reason.ENTRY_NOT_OBJECT, elements.get(i));
      }
    }
  }
}
