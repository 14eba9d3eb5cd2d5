package io.tokentally.aggregation.rollup.records;

import io.tokentally.aggregation.usage.PlainCounts;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the numbers of usage count that has nothing but counts under the contract's names. */
final class CountedForm {

  private final String[] models;

  /** For each model the places of its counts, in the order of the usage. */
  private final int[][] places;

  private final int size;

  private CountedForm(String[] models, int[][] places) {
    this.models = models;
    this.places = places;
    this.size = Arrays.stream(places).mapToInt(of -> of.length).sum();
  }

  /** {@return what one usage of the form counts; null if there is something else in it} */
  static @Nullable CountedForm of(Object usage) {
    if (!(usage instanceof Map<?, ?> members)) {
      return null;
    }
    String[] models = new String[members.size()];
    int[][] places = new int[models.length][];
    int at = 0;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      int[] ofModel = member.getValue() instanceof Map<?, ?> counts ? places(counts) : null;
      if (ofModel == null) {
        return null;
      }
      models[at] = String.valueOf(member.getKey());
      places[at++] = ofModel;
    }
    return new CountedForm(models, places);
  }

  private static int @Nullable [] places(Map<?, ?> counts) {
    int[] places = new int[counts.size()];
    int at = 0;
    for (Map.Entry<?, ?> count : counts.entrySet()) {
      Integer place = PlainCounts.place(count.getKey());
      if (place == null || !(count.getValue() instanceof Long)) {
        return null;
      }
      places[at++] = place;
    }
    return places;
  }

  int models() {
    return models.length;
  }

  /** Gives the counts; false, and nothing is given, if one of them is negative. */
  boolean read(VarintBuffer.Reader from, PlainCounts counts, Consumer<String> model) {
    long[] numbers = new long[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = from.readLong();
      if (numbers[i] < 0) {
        return false;
      }
    }
    int at = 0;
    for (int i = 0; i < models.length; i++) {
      counts.clear();
      for (int place : places[i]) {
        counts.set(place, numbers[at++]);
      }
      model.accept(models[i]);
    }
    return true;
  }
}
