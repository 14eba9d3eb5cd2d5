package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a service hold, and what becomes of damaged ones. */
class JournalTest {

  @TempDir Path folder;

  private final List<String> notices = new ArrayList<>();

  private Storage open() {
    return Storage.open(folder, notices::add);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static StoredCall call(String id) {
    return StoredCall.of(Call.builder().id(id).projectId("p").build());
  }

  private static PriceRow row(String id) {
    return PriceRow.builder()
        .id(id)
        .pricingLevel(PriceRow.PROJECT_LEVEL)
        .pricingLevelId("p")
        .llmId("m\u00e9\ud800")
        .providerId("default")
        .effectiveDate(Instant.parse("2025-01-01T00:00:00.123456789Z"))
        .promptTokenCost(new BigDecimal("0.00000000000000000123456789"))
        .completionTokenCost(new BigDecimal("1E+30"))
        .cacheReadInputTokenCost(BigDecimal.ZERO)
        .cacheReadCostUnwritten(true)
        .cacheCreationInputTokenCost(BigDecimal.ONE)
        .promptTokenCostUnit("EUR")
        .completionTokenCostUnit("USD")
        .createdBy("u")
        .createdAt(Instant.parse("2025-01-01T00:00:00Z"))
        .build();
  }

  private static Set<Call> calls(Storage storage) {
    return Set.copyOf(storage.calls().index().ofProject("p"));
  }

  @Test
  void whatWasStoredIsThereAfterARestart() {
    try (Storage storage = open()) {
      storage.prices().add(List.of(row("1"), row("2"), row("3")));
      storage.prices().remove(List.of("2", "unknown"));
      storage.calls().add(List.of(call("a"), call("b\ud800\n")));
    }
    try (Storage storage = open()) {
      assertThat(storage.prices().rows()).containsExactly(row("1"), row("3"));
      assertThat(calls(storage)).containsOnly(call("a").call(), call("b\ud800\n").call());
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void aCallAsDeepAsCallsCanBeIsReadBack() {
    String deep =
        "{\"id\":\"a\",\"project_id\":\"p\",\"x\":" + "[".repeat(1_499) + "]".repeat(1_499);
    StoredCall call = StoredCall.ofRecord(deep + "}");
    try (Storage storage = open()) {
      storage.calls().add(List.of(call));
    }
    try (Storage storage = open()) {
      assertThat(calls(storage)).containsOnly(call.call());
    }
  }

  @Test
  void theFileOfCallsIsALineEachAndABlankOneAfterEachCommit() throws IOException {
    try (Storage storage = open()) {
      storage.calls().add(List.of(call("a"), call("b")));
      storage.calls().add(List.of(call("c"), call("a")));
    }

    assertThat(file("calls.ndjson"))
        .hasContent(
            """

            {"id":"a","project_id":"p"}
            {"id":"b","project_id":"p"}

            {"id":"c","project_id":"p"}

            """);
  }

  @Test
  void whateverACrashLeavesOfTheLastCommitIsPutAside() throws IOException {
    try (Storage storage = open()) {
      storage.calls().add(List.of(call("a")));
    }
    byte[] before = Files.readAllBytes(file("calls.ndjson"));
    try (Storage storage = open()) {
      storage.calls().add(List.of(call("b"), call("c")));
    }
    byte[] after = Files.readAllBytes(file("calls.ndjson"));

    for (int length = before.length; length < after.length; length++) {
      Files.write(file("calls.ndjson"), Arrays.copyOf(after, length));
      notices.clear();
      try (Storage storage = open()) {
        assertThat(calls(storage)).containsOnly(call("a").call());
        storage.calls().add(List.of(call("d")));
      }
      int torn = length - before.length;
      assertThat(notices)
          .isEqualTo(
              torn == 0
                  ? List.of()
                  : List.of(
                      file("calls.ndjson")
                          + ": "
                          + torn
                          + " bytes of a write that was not finished are now in"
                          + " calls.ndjson.torn-"
                          + torn));
      if (torn > 0) {
        assertThat(file("calls.ndjson.torn-" + torn))
            .hasBinaryContent(Arrays.copyOfRange(after, before.length, length));
      }
      try (Storage storage = open()) {
        assertThat(calls(storage)).containsOnly(call("a").call(), call("d").call());
      }
    }
  }

  @Test
  void damageBeforeTheEndIsNotRepaired() throws IOException {
    try (Storage storage = open()) {
      storage.calls().add(List.of(call("a")));
      storage.calls().add(List.of(call("b")));
    }
    String content = Files.readString(file("calls.ndjson"));
    Files.writeString(file("calls.ndjson"), content.replace("{\"id\":\"b\"", "{\"id\":7"));

    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessage(file("calls.ndjson") + ", line 4 is damaged: id: expected a string, found 7");
  }

  @Test
  void evenTheFirstCommitMayBreakOff() throws IOException {
    open().close();
    Files.writeString(file("calls.ndjson"), "{\"id\":\"a\"}\n", StandardOpenOption.APPEND);
    open().close();

    assertThat(file("calls.ndjson")).hasContent("\n");
    assertThat(file("calls.ndjson.torn-1")).hasContent("{\"id\":\"a\"}\n");
  }

  @Test
  void aFileWithoutAnyCommitIsNotTouched() throws IOException {
    String export = call("a").json() + "\n" + call("b").json() + "\n";
    Files.writeString(file("calls.ndjson"), export);

    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            file("calls.ndjson")
                + " is not a file of this service: expected an empty line after each change, found"
                + " none; move it elsewhere, or add an empty line at its end to take all of it");
    assertThat(file("calls.ndjson")).hasContent(export);

    Files.writeString(file("calls.ndjson"), export + "\n");
    try (Storage storage = open()) {
      assertThat(calls(storage)).containsOnly(call("a").call(), call("b").call());
    }
  }

  @Test
  void aDirectoryServesOnce() {
    try (Storage storage = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StorageException.class)
          .hasMessage(folder + " is in use by another service");
      storage.calls().add(List.of(call("a")));
    }
    open().close();
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.createFile(file("file"));

    assertThatThrownBy(() -> Storage.open(file, notices::add))
        .isInstanceOf(StorageException.class)
        .hasMessage(file + " is not a directory");
  }

  @Test
  void afterACloseNothingIsTaken() {
    Storage storage = open();
    storage.close();

    assertThatThrownBy(() -> storage.calls().add(List.of(call("a"))))
        .isInstanceOf(StorageException.class)
        .hasMessage(file("calls.ndjson") + " cannot be written: closed");
    assertThat(calls(storage)).isEmpty();
  }

  @Test
  void aDiskThatIsFullIsToldAndNothingIsStored() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no full disk at hand");
    List<String> steps = new ArrayList<>();
    try (Journal journal = new Journal(full)) {
      assertThatThrownBy(() -> journal.commit(change("{}", "a", steps)))
          .isInstanceOf(UnknownOutcomeException.class)
          .hasMessageStartingWith("/dev/full was not written to its end: ");
      assertThatThrownBy(() -> journal.commit(change("{}", "b", steps)))
          .isExactlyInstanceOf(StorageException.class)
          .hasMessageStartingWith("/dev/full cannot be written: ");
    }
    assertThat(steps).containsExactly("prepare a");
  }

  private static CommitLog.Change change(String line, String name, List<String> steps) {
    return change(line, () -> steps.add("prepare " + name), () -> steps.add("make " + name));
  }

  private static CommitLog.Change change(String line, Runnable prepare, Runnable make) {
    return new CommitLog.Change() {
      @Override
      public List<String> prepare() {
        prepare.run();
        return List.of(line);
      }

      @Override
      public void make() {
        make.run();
      }
    };
  }

  private static void runOutOfMemory() {
    throw new OutOfMemoryError("no more");
  }

  @Test
  void withoutMemoryForAChangeItIsNotWrittenAndTheNextOneIs() throws IOException {
    List<String> steps = new ArrayList<>();
    try (Journal journal = new Journal(file("j"))) {
      assertThatThrownBy(
              () ->
                  journal.commit(change("{}", JournalTest::runOutOfMemory, () -> steps.add("no"))))
          .isInstanceOf(OutOfMemoryError.class);
      journal.commit(change("1", "a", steps));
      assertThat(journal.isBroken()).isFalse();
    }
    assertThat(file("j")).hasContent("1\n\n");
    assertThat(steps).containsExactly("prepare a", "make a");
  }

  @Test
  void whateverFailsOnceAChangeIsWrittenEndsAllChanges() throws IOException {
    List<String> steps = new ArrayList<>();
    try (Journal journal = new Journal(file("j"))) {
      assertThatThrownBy(() -> journal.commit(change("1", () -> {}, JournalTest::runOutOfMemory)))
          .isInstanceOf(UnknownOutcomeException.class)
          .hasMessage(file("j") + " was not written to its end: no more");
      assertThat(journal.isBroken()).isTrue();
      assertThatThrownBy(() -> journal.commit(change("2", "a", steps)))
          .isExactlyInstanceOf(StorageException.class)
          .hasMessage(file("j") + " cannot be written: no more");
    }
    assertThat(file("j")).hasContent("1\n\n");
    assertThat(steps).isEmpty();
  }

  @Test
  void whatIsOnlyPreparedIsNotThere() {
    CallIndex index = new CallIndex();
    index.reserve(call("a"));
    index.prepare(call("a"));
    PriceRows rows = new PriceRows(MemoryBudget.ofHeap());
    rows.prepare(List.of(row("1")));

    assertThat(index.contains(call("a"))).isFalse();
    assertThat(index.ofProject("p")).isEmpty();
    assertThat(index.withIds("p", List.of("a"))).isEmpty();
    assertThat(rows.contains("1")).isFalse();
    assertThat(rows.all()).isEmpty();

    assertThat(index.add(call("a"))).isFalse();
    index.release(call("a"));
    assertThat(index.add(call("a"))).isTrue();
    assertThat(index.withIds("p", List.of("a"))).containsExactly(call("a").call());
  }

  @Test
  void aChangeThatIsGivenUpLetsItsCallsInLater() {
    long room = call("a").footprint();
    try (Storage storage = Storage.inMemory(new MemoryBudget(room))) {
      assertThatThrownBy(() -> storage.calls().add(List.of(call("a"), call("b"))))
          .isInstanceOf(StorageFullException.class);

      assertThat(storage.calls().add(List.of(call("b")))).isEqualTo(1);
    }
  }

  @Test
  void commitsOfManyThreadsAreAllThere() throws Exception {
    List<Thread> threads = new ArrayList<>();
    try (Storage storage = open()) {
      for (int t = 0; t < 8; t++) {
        int thread = t;
        threads.add(
            new Thread(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    storage.calls().add(List.of(call(thread + "-" + i)));
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(calls(storage)).hasSize(400);
    }
    try (Storage storage = open()) {
      assertThat(calls(storage)).hasSize(400);
    }
  }

  @Test
  void anEmptyFileOfACrashAtTheStartIsFine() throws IOException {
    Files.write(file("calls.ndjson"), new byte[0], StandardOpenOption.CREATE);
    open().close();

    assertThat(notices).isEmpty();
  }
}
