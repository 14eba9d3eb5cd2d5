package io.tokentally.importers.read;

import io.tokentally.BadCallException;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.MalformedJsonException;
import java.util.function.Consumer;

/** Takes what became of the records of a file; as a consumer, those that cannot be read. */
public interface ReadingLog extends Consumer<BadCallException> {

  /** Says that a call was made. */
  void call();

  /** Says that a record repeats one of a file before. */
  void repeated();

  /** Says that some records were not read. */
  void leftOut(String what, long count);

  /** Says that a record was not read. */
  default void leftOut(String what) {
    leftOut(what, 1);
  }

  /** Says that a record cannot be read. */
  default void bad(String problem, int line, int column) {
    accept(
        new BadCallException(ErrorCollector.refusal(Loc.ROOT, Type.VALUE, problem), line, column));
  }

  /** Says that a record cannot be read, which begins at the given place. */
  default void bad(ValidationException e, int line, int column) {
    accept(
        e instanceof MalformedJsonException malformed && malformed.line() > 0
            ? new BadCallException(malformed.withoutPlace(), malformed.line(), malformed.column())
            : new BadCallException(e, line, column));
  }
}
