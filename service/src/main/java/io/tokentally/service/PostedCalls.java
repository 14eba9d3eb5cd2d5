package io.tokentally.service;

import io.tokentally.BadCallException;
import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Tally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the calls of a body of {@code POST /calls}: all of them or, with every error, none. */
final class PostedCalls {

  /** After so many bad records the rest is not read: a body can hold millions. */
  private static final int MOST_BAD_RECORDS = 100;

  private final List<ValidationError> faults = new ArrayList<>();
  private final List<StoredCall> calls = new ArrayList<>();
  private final RecordLines lines;
  private final Tally tally;
  private int badRecords;

  private PostedCalls(byte[] body, Tally tally) {
    this.lines = new RecordLines(body);
    this.tally = tally;
  }

  /**
   * {@return the calls that the body holds}
   *
   * @param tally reads usage as the operations will
   * @throws ValidationException with the errors of every bad record; each path begins with {@code
   *     body} and the line, from 1
   */
  static List<StoredCall> read(byte[] body, Tally tally) {
    refuseOtherForms(body);
    Utf8.decode(body); // the reader would take other encodings too
    PostedCalls posted = new PostedCalls(body, tally);
    try (CallReader reader = CallReader.of(new ByteArrayInputStream(body))) {
      posted.readAll(reader);
    } catch (IOException e) {
      throw refusal("cannot be read: " + e.getMessage());
    }
    if (!posted.faults.isEmpty()) {
      throw new ValidationException(posted.faults);
    }
    return posted.calls;
  }

  /** The reader would take them too; but it would unpack gzip to whatever size. */
  private static void refuseOtherForms(byte[] body) {
    if (body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b) {
      throw refusal("expected calls that are not compressed, found gzip");
    }
    int first = new RecordLines(body).firstCharacter();
    if (first == '[') {
      throw refusal("expected calls, one JSON object per line, found a list");
    }
  }

  private static ValidationException refusal(String msg) {
    return new ValidationException(List.of(new ValidationError(List.of("body"), msg, Type.JSON)));
  }

  private void readAll(CallReader reader) throws IOException {
    while (badRecords < MOST_BAD_RECORDS) {
      try {
        Call call = reader.next();
        if (call == null) {
          return;
        }
        add(call, lines.next());
      } catch (BadCallException e) {
        lines.next();
        refuse(e.line(), withPlace(e));
      }
    }
    String msg = "the rest was not read after " + badRecords + " bad calls";
    faults.add(new ValidationError(List.of("body"), msg, Type.LIMIT));
  }

  /** Text that is no JSON is rejected as in every other body, with the place in the whole body. */
  private static List<ValidationError> withPlace(BadCallException refusal) {
    ValidationError first = refusal.errors().get(0);
    if (first.type() != Type.JSON || !first.loc().isEmpty()) {
      return refusal.errors();
    }
    String place = " at line " + refusal.line() + ", column " + refusal.column();
    return List.of(new ValidationError(first.loc(), first.msg() + place, first.type()));
  }

  private void add(Call call, int line) {
    if (call.projectId() == null) {
      String msg = "required, but not there: every operation asks for a project";
      refuse(line, List.of(new ValidationError(List.of("project_id"), msg, Type.MISSING)));
      return;
    }
    try {
      tally.report(List.of(call));
    } catch (ValidationException e) {
      refuse(line, e.errors().stream().map(PostedCalls::inRecord).toList());
    }
    if (badRecords == 0) {
      calls.add(StoredCall.of(call));
    }
  }

  /** A report has its errors at {@code calls}, the id, {@code usage}, or at the first alone. */
  private static ValidationError inRecord(ValidationError error) {
    List<Object> loc = new ArrayList<>(List.of("summary", "usage"));
    loc.addAll(error.loc().subList(Math.min(3, error.loc().size()), error.loc().size()));
    return new ValidationError(loc, error.msg(), error.type());
  }

  private void refuse(int line, List<ValidationError> errors) {
    badRecords++;
    for (ValidationError error : errors) {
      List<Object> loc = new ArrayList<>(List.of("body", line));
      loc.addAll(error.loc());
      faults.add(new ValidationError(loc, error.msg(), error.type()));
    }
  }
}
