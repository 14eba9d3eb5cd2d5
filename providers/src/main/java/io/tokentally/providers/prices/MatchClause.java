package io.tokentally.providers.prices;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names an entry of genai-prices stands for. Clauses compare in lower case, and read names in
 * lower case. Immutable and thread-safe.
 */
sealed interface MatchClause {

  /** A clause that no name meets. */
  MatchClause NEVER = new Or(List.of());

  /**
   * {@return whether the clause names the model}
   *
   * @throws Effort.Exhausted if that cannot be found out with the effort that is left
   */
  boolean matches(String lowerCaseName, Effort effort);

  record Equals(String text) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return name.equals(text);
    }
  }

  record StartsWith(String text) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return name.startsWith(text);
    }
  }

  record EndsWith(String text) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return name.endsWith(text);
    }
  }

  record Contains(String text) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return name.contains(text);
    }
  }

  /** A pattern that occurs somewhere in the name. */
  record Regex(Pattern pattern) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return BoundedText.isFound(pattern, name, effort);
    }
  }

  record Or(List<MatchClause> clauses) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return clauses.stream().anyMatch(clause -> clause.matches(name, effort));
    }
  }

  record And(List<MatchClause> clauses) implements MatchClause {
    @Override
    public boolean matches(String name, Effort effort) {
      effort.spend(1);
      return clauses.stream().allMatch(clause -> clause.matches(name, effort));
    }
  }
}
