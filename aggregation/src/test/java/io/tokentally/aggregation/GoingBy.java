package io.tokentally.aggregation;

import io.tokentally.Call;
import java.util.Iterator;
import java.util.List;

/**
 * Calls that go by once, as those of a file do.
 *
 * @param calls the calls
 */
public record GoingBy(List<Call> calls) implements Iterable<Call> {

  @Override
  public Iterator<Call> iterator() {
    return calls.iterator();
  }
}
