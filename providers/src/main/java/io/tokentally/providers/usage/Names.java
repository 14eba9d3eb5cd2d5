package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Spelling;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members that an object may have, by name. Filled once, then only read. */
class Names {

  private final Map<String, Member> members = new HashMap<>();

  @Nullable Member get(String name) {
    return members.get(name);
  }

  /** Adds names exactly as they are spelled. */
  Names exactly(Meaning meaning, long signs, String... names) {
    for (String name : names) {
      add(name, new Member(meaning, signs));
    }
    return this;
  }

  /** Adds names in snake case and in camel case. */
  Names add(Meaning meaning, long signs, String... names) {
    for (String name : names) {
      Member member = new Member(meaning, signs);
      add(name, member);
      String camelCase = Spelling.camelCase(name);
      if (!camelCase.equals(name)) {
        add(camelCase, member);
      }
    }
    return this;
  }

  /** Adds names in both spellings that show nothing. */
  Names add(Meaning meaning, String... names) {
    return add(meaning, 0, names);
  }

  /** Adds all members of another object. */
  Names with(Names others) {
    others.members.forEach(this::add);
    return this;
  }

  private void add(String name, Member member) {
    if (members.putIfAbsent(name, member) != null) {
      throw new IllegalStateException("a name with two meanings: " + name);
    }
  }

  /** {@return all members, for documents and tests} */
  Map<String, Member> all() {
    return Map.copyOf(members);
  }
}
