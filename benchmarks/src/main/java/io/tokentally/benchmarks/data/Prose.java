package io.tokentally.benchmarks.data;

import java.util.List;
import java.util.Random;

/** Text of the length and make of prompts and answers. */
final class Prose {

  private static final List<String> WORDS =
      List.of(
          ("the customer asks about an order that has not arrived please answer in two short"
                  + " sentences and name the day on which it was sent use only what the documents"
                  + " below say if they say nothing tell so the parcel left our house in March and"
                  + " was seen last at the border delivery takes five days within Europe payment is"
                  + " due after thirty days by card or transfer summarise what follows list all"
                  + " dates amounts and names then write a friendly reply to the account owner")
              .split(" "));

  /** Rare words, which the queries look for. */
  private static final List<String> RARE =
      List.of(
          "refund", "invoice number", "Invoice Number", "INVOICE NUMBER", "DELIVERY", "warranty");

  /** One text in so many has a character beyond Latin-1, which doubles its size in memory. */
  private static final int WIDE_ONE_IN = 20;

  private static final int RARE_ONE_IN = 400;

  /** Line breaks are escaped in JSON, which readers feel. */
  private static final int LINE_ONE_IN = 12;

  private final Random random;

  Prose(Random random) {
    this.random = random;
  }

  /**
   * {@return words up to about a length} Lengths are spread evenly over powers of two: as many
   * texts of 500 to 1,000 characters as of 1,000 to 2,000.
   */
  String text(int shortest, int longest) {
    double doublings = random.nextDouble() * (Math.log(longest) - Math.log(shortest));
    int length = (int) (shortest * Math.exp(doublings));
    StringBuilder text = new StringBuilder(length + 20);
    if (random.nextInt(WIDE_ONE_IN) == 0) {
      text.append("\u201cQuoted\u201d ");
    }
    while (text.length() < length) {
      text.append(word()).append(random.nextInt(LINE_ONE_IN) == 0 ? ".\n" : " ");
    }
    return text.toString();
  }

  private String word() {
    List<String> from = random.nextInt(RARE_ONE_IN) == 0 ? RARE : WORDS;
    return from.get(random.nextInt(from.size()));
  }
}
