package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Within;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the value of a member says. */
sealed interface Meaning {

  /** A count; an object in its place holds it in parts. */
  record Count(Quantity quantity, @Nullable Names parts) implements Meaning {}

  /** A count of a kind that the four rates do not name. */
  record Other(String kind, Within within) implements Meaning {}

  /** A time, or another decimal, that is charged: up to the next whole number. */
  record Measure(String kind) implements Meaning {}

  /** What was written to a cache for longer than an hour. */
  record Longer(String kind) implements Meaning {}

  /**
   * An object of members that is about more than this call, unless another member is missing.
   *
   * @param unless the other one, which is about this call alone
   */
  record SumSoFar(Names names, String unless) implements Meaning {}

  /** Counts of tools by their names, all of them charged; under one kind, or a kind a tool. */
  record Tools(@Nullable String kind, String prefix) implements Meaning {}

  /** A list of tools, each with its type and count. */
  record ToolCounts() implements Meaning {}

  /**
   * Parts of a count: an object, or a list of objects, whose parts are added up.
   *
   * @param further whether they come on top of other parts of the same count
   */
  record Details(Names names, Within within, boolean further) implements Meaning {}

  /** An object of members, or a list of such objects, which are added up. */
  record Inner(Names names) implements Meaning {}

  /** What was written to a cache, a lifetime an element. */
  record Lifetimes() implements Meaning {}

  /** The steps of one message, some of which count beside it. */
  record Iterations() implements Meaning {}

  /**
   * How it was served; what is not usual has another price.
   *
   * @param within everything, or nothing for what is charged on top of all tokens
   */
  record Served(String kind, Set<String> usual, Within within) implements Meaning {}

  /** A way of serving that is true or false. */
  record Flag(String kind) implements Meaning {}

  /** A service tier whose tokens stand under its name. */
  record TierTokens(String tier) implements Meaning {}

  /** Usage of another model, which comes on top. */
  record Another() implements Meaning {}

  /** Usage by model: a list, an object of models, or an object that holds the list. */
  record ByModel() implements Meaning {}

  /** Items of a response, some of which are charged. */
  record Items() implements Meaning {}

  /** The same usage again, in another form or in parts. */
  record Again() implements Meaning {}

  /** A part that its producer records beside the count it is a part of. */
  record Beside(Quantity whole, @Nullable Quantity part) implements Meaning {}

  /** A count of a step of a message, under a name of its own beside the message's. */
  record StepCount(String type, Quantity quantity) implements Meaning {}

  /** What somebody else says that it cost: an amount, or an object of amounts. */
  record Money() implements Meaning {}

  /** Whether a gateway used a key of the caller's. */
  record OwnKey() implements Meaning {}

  /** What needs no reading, and why. */
  record Skipped(String reason) implements Meaning {}
}
