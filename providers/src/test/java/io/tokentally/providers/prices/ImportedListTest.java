package io.tokentally.providers.prices;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An account of entries that does not add up is refused. */
class ImportedListTest {

  private static ImportedList list(int entries, List<ImportedList.Partly> partly) {
    List<ImportedList.Skipped> skipped = List.of(new ImportedList.Skipped("b", "reason"));
    return new ImportedList("list", null, List.of(), null, entries, List.of("a"), skipped, partly);
  }

  @Test
  void everyEntryIsLoadedOrSkipped() {
    assertThatThrownBy(() -> list(3, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("3 entries, but 1 loaded and 1 skipped");
  }

  @Test
  void onlyLoadedEntriesAreLoadedInPart() {
    ImportedList.Partly skipped = new ImportedList.Partly("b", List.of("audio"));
    assertThatThrownBy(() -> list(2, List.of(skipped)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an entry is loaded in part, but not loaded");
  }
}
