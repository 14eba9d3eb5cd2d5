package io.tokentally.report.picture;

import io.tokentally.report.PictureCall;
import io.tokentally.report.text.Words;

/** What calls are called in files for flame graph tools, in which calls of one name are one. */
final class FrameNames {

  private static final int LONGEST = 300;

  private FrameNames() {}

  /** {@return the name on one line, without the character that parts names} */
  static String of(PictureCall call) {
    String name = call.name().isBlank() ? "(no name)" : call.name();
    return Words.shortened(Words.clean(name), LONGEST).replace(';', ':').strip();
  }
}
