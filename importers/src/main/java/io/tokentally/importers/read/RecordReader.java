package io.tokentally.importers.read;

import static java.util.Objects.requireNonNull;

import io.tokentally.json.MemberReader;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes calls of the records of one file. Used for one file, on one thread. */
public interface RecordReader {

  /** {@return what reads the members that count of a line; null to read all} */
  default @Nullable MemberReader members() {
    return null;
  }

  /** {@return the names of lists whose elements are records, where they stand in an object} */
  default Set<String> lists() {
    return Set.of();
  }

  /**
   * Takes the next record.
   *
   * @param around the members of the object that holds the list that the record is of, as far as
   *     they stand before it; empty if it is in none
   * @param at where the record is
   */
  void read(Map<?, ?> record, Map<?, ?> around, RecordPlace at);

  /** Takes the next record, of which {@link #members} has just read what counts. */
  default void readMembers(RecordPlace at) {
    read(requireNonNull(members()).object(), Map.of(), at);
  }

  /** Says that the file is over. */
  default void end() {}
}
