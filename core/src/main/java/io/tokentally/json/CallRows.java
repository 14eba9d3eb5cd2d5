package io.tokentally.json;

import io.tokentally.Call;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Calls as rows, some after the other: what a rollup needs of each, without an object for it. */
public interface CallRows {

  /** An iterator that may give rows instead of elements. */
  interface Source {

    /** {@return all calls as rows; null where they only come as elements} */
    @Nullable CallRows rows();
  }

  /** {@return the next rows, which hold until those after them; null after the last} */
  @Nullable List<CallRow> next();

  /**
   * {@return the call of a row that was given last, with all that a rollup needs; null where the
   * line is none, and was left out}
   */
  @Nullable Call call(CallRow row);

  /** Is given the numbers under which the id and the trace of a row are kept that came last. */
  default void keptAs(CallRow row, int id, int trace) {}

  /**
   * Is given what finds the number of an id; {@link io.tokentally.value.StringDictionary#NONE} for
   * others.
   */
  default void keptBy(ToIntFunction<String> ids) {}
}
