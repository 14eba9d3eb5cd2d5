package io.tokentally.report.picture;

import io.tokentally.report.Sink;
import io.tokentally.report.text.Words;

/** Reports on standard error what a file for flame graph tools does not. */
final class LossWarnings {

  private LossWarnings() {}

  static void tell(Losses losses, Sink to) {
    if (losses.rounded() > 0) {
      to.say(Words.count(losses.rounded(), "value") + " rounded to whole numbers");
    }
    if (losses.cut() > 0) {
      String calls = Words.count(losses.cut(), "call");
      to.say(calls + " with less than those below add up to; taken to have none of their own");
    }
    if (losses.tooDeep() > 0) {
      String calls = Words.count(losses.tooDeep(), "call");
      to.say(calls + " too deep for a line; counted with the last call that fits");
    }
  }
}
