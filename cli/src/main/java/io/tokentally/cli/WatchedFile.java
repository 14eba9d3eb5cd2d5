package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.importers.CallImport;
import io.tokentally.importers.ImportOptions;
import io.tokentally.importers.ImportedFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A file that grows, and what its calls used, by session. It is read anew when it has changed. */
final class WatchedFile {

  /** What has become of a file since it was last looked at. */
  enum Change {
    NONE,
    GROWN,

    /** It is shorter than before, or another file of the same name. */
    REPLACED
  }

  private final String name;
  private final Path path;
  private @Nullable FileTime modified;
  private @Nullable Object key;
  private long size = -1;
  private Map<@Nullable String, UsageTotals> sessions = Map.of();
  private Map<String, String> units = Map.of();
  private @Nullable String problem;

  WatchedFile(String name) {
    this.name = name;
    this.path = Path.of(name);
  }

  /** Looks at the file, and says what has become of it. */
  Change look() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    boolean isReplaced = size >= 0 && (now.size() < size || !Objects.equals(key, now.fileKey()));
    boolean isSame = now.size() == size && now.lastModifiedTime().equals(modified);
    size = now.size();
    modified = now.lastModifiedTime();
    key = now.fileKey();
    return isReplaced ? Change.REPLACED : isSame ? Change.NONE : Change.GROWN;
  }

  /**
   * Reads the file.
   *
   * @param isOwn whether a call with usage counts here; another file may have it, too
   */
  void read(Tally tally, ImportOptions options, Predicate<Call> isOwn) throws IOException {
    List<Call> calls = new ArrayList<>();
    ImportedFile read;
    try (InputStream in = new First(Files.newInputStream(path), wholeLines());
        CallImport imported = CallImport.of(name, in, options)) {
      for (Call call : imported) {
        if (call.usage() == null || isOwn.test(call)) {
          calls.add(call);
        }
      }
      read = imported.files().get(0);
    }
    problem = problem(read);
    UsageReport report = tally.report(calls);
    sessions = report.totalsBy(call -> call.traceId());
    units = report.unitByModel();
  }

  private static @Nullable String problem(ImportedFile read) {
    if (read.problem() != null) {
      return read.problem();
    }
    return read.badRecords() == 0
        ? null
        : read.badRecords() + " bad records, the first: " + read.firstBad().get(0).getMessage();
  }

  /** {@return up to where there are whole lines: the last one may still be written} */
  private long wholeLines() throws IOException {
    String ending = name.toLowerCase(Locale.ROOT);
    if (!ending.endsWith(".jsonl") && !ending.endsWith(".ndjson") && !ending.endsWith(".csv")) {
      return size;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] chunk = new byte[1 << 13];
      for (long end = size; end > 0; end -= chunk.length) {
        long from = Math.max(0, end - chunk.length);
        int length = (int) (end - from);
        file.seek(from);
        file.readFully(chunk, 0, length);
        for (int at = length - 1; at >= 0; at--) {
          if (chunk[at] == '\n') {
            return from + at + 1;
          }
        }
      }
    }
    return 0;
  }

  /** The first bytes of a stream. */
  private static final class First extends FilterInputStream {
    private long left;

    First(InputStream in, long count) {
      super(in);
      left = count;
    }

    @Override
    public int read() throws IOException {
      int next = left == 0 ? -1 : super.read();
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = left == 0 ? -1 : super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }

  String name() {
    return name;
  }

  /** {@return why the file, or a part of it, was not read; null if it was} */
  @Nullable String problem() {
    return problem;
  }

  /** {@return what its calls used, by session} */
  Map<@Nullable String, UsageTotals> sessions() {
    return sessions;
  }

  /** {@return the units of costs, by model} */
  Map<String, String> units() {
    return units;
  }
}
