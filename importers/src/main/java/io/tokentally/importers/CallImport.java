package io.tokentally.importers;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.BadCallException;
import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.importers.agents.ClaudeCode;
import io.tokentally.importers.agents.ClaudeCodeLinks;
import io.tokentally.importers.agents.Codex;
import io.tokentally.importers.agents.CodexExec;
import io.tokentally.importers.agents.GeminiCli;
import io.tokentally.importers.agents.OpenCode;
import io.tokentally.importers.agents.Threads;
import io.tokentally.importers.exports.CsvRecords;
import io.tokentally.importers.exports.Langfuse;
import io.tokentally.importers.exports.LiteLlm;
import io.tokentally.importers.exports.OpenAi;
import io.tokentally.importers.exports.SuggestedColumns;
import io.tokentally.importers.exports.Table;
import io.tokentally.importers.read.DocumentRecords;
import io.tokentally.importers.read.LineRecords;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Records;
import io.tokentally.importers.read.SeenIds;
import io.tokentally.importers.read.Spanning;
import io.tokentally.json.JsonReader;
import io.tokentally.json.LineBlocks;
import io.tokentally.json.TextStream;
import io.tokentally.otel.GenAiUsage;
import io.tokentally.otel.OtlpReader;
import io.tokentally.providers.ProviderUsage;
import io.tokentally.value.ReadAhead;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that tools write as calls, one after the other: {@link FileKind} lists what they
 * may be. Which it is, is recognised by their content, as is gzip. docs/importers.md says what is
 * read of each.
 *
 * <p>Nothing is lost without a word: a record or file that cannot be read never ends the reading of
 * the others, and {@link #files} says what was left out of each. A record that repeats one of a
 * file before, as continued sessions have them, becomes no call.
 *
 * <p>Usage stays as it was recorded; a report needs {@link #usageFormat()} to read it, and {@link
 * io.tokentally.aggregation.UsageScope#AUTO} where spans are among the files. Memory grows with the
 * number of calls by some ten bytes each, and never with the size of files. There is one pass. Not
 * thread-safe.
 */
public final class CallImport implements Iterable<Call>, Closeable {

  /** A file that is still to be read. */
  private record Source(String name, Opener opener) {}

  interface Opener {
    InputStream open() throws IOException;
  }

  /** A stream with a buffer that another one had before. */
  private static final class Buffered extends BufferedInputStream {
    Buffered(InputStream in, byte[] buffer) {
      super(in, 1);
      buf = buffer;
    }
  }

  private final Deque<Source> sources = new ArrayDeque<>();
  private final ImportOptions options;
  private final List<FileLog> logs = new ArrayList<>();
  private final Deque<Call> ready = new ArrayDeque<>();

  // What is known of all files together.
  private final SeenIds seen = new SeenIds();
  private final Spanning spanning = new Spanning();
  private final ClaudeCodeLinks claudeCode = new ClaudeCodeLinks();
  private final Threads codex = new Threads();
  private final Threads openCode = new Threads();

  /** Knows the names of members of all files. */
  private final JsonFactory factory = JsonReader.newFactory();

  private final FirstLine firstLine = new FirstLine(factory);

  // What files are read into, one after the other.
  private final byte[] buffer = new byte[TextStream.BUFFER];
  private final byte[] head = new byte[Beginning.LENGTH];
  private final byte[] room = new byte[LineBlocks.ROOM];

  private @Nullable Records records;
  private @Nullable RecordReader reader;
  private @Nullable InputStream stream;
  private boolean ended;

  CallImport(ImportOptions options) {
    this.options = requireNonNull(options, "options");
  }

  /**
   * {@return the calls in files}
   *
   * @param places names of files, of folders (all files {@code *.json}, {@code *.jsonl}, {@code
   *     *.ndjson} and {@code *.csv} below them, and those with {@code .gz} or {@code .zst} behind),
   *     and patterns such as {@code logs/**}{@code /*.jsonl}
   * @throws java.nio.file.NoSuchFileException if there is nothing at one of them
   * @throws IOException if a folder cannot be read
   */
  public static CallImport of(List<String> places, ImportOptions options) throws IOException {
    CallImport calls = new CallImport(options);
    Places found = Places.of(places);
    calls.logs.addAll(found.leftOut());
    found
        .files()
        .forEach(file -> calls.add(file.getValue(), () -> Files.newInputStream(file.getKey())));
    return calls;
  }

  /** Adds a file that is read after those before it. */
  void add(String name, Opener opener) {
    sources.add(new Source(name, opener));
  }

  /**
   * {@return the names of the files that places mean, in the order in which they are read}
   *
   * @param places as for {@link #of(List, ImportOptions)}
   * @throws java.nio.file.NoSuchFileException if there is nothing at one of them
   * @throws IOException if a folder cannot be read
   */
  public static List<String> filesOf(List<String> places) throws IOException {
    return Places.of(places).files().stream().map(Map.Entry::getValue).toList();
  }

  /** {@return the calls in files, as {@link #of(List, ImportOptions)} with usual options} */
  public static CallImport of(String... places) throws IOException {
    return of(List.of(places), ImportOptions.DEFAULT);
  }

  /**
   * {@return the calls in a stream} Closing closes it.
   *
   * @param name what the stream is called in messages, such as the name of its file
   */
  public static CallImport of(String name, InputStream in, ImportOptions options) {
    requireNonNull(in, "in");
    CallImport calls = new CallImport(options);
    calls.stream = in;
    calls.add(requireNonNull(name, "name"), () -> in);
    return calls;
  }

  /** {@return the format that reads the usage of all calls that are made here} */
  public static UsageFormat usageFormat() {
    return GenAiUsage.formatOr(ProviderUsage.format());
  }

  /**
   * {@return what a file is that begins so; null if it is in no form that is known}
   *
   * @param beginning its first bytes, unpacked; 65,536 are enough
   */
  public static @Nullable FileKind kind(byte[] beginning) {
    return Beginning.of(beginning).kind();
  }

  /** {@return the next call, or null after the last} */
  public @Nullable Call next() {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    return ready.poll();
  }

  private void advance() {
    Records now = records;
    if (now != null) {
      step(now);
      return;
    }
    Source source = sources.poll();
    if (source == null) {
      spanning.end(ready::add);
      ended = true;
      return;
    }
    FileLog log = new FileLog(source.name());
    logs.add(log);
    try {
      open(source, log);
    } catch (IOException e) {
      log.problem(reason(e));
      closeQuietly();
    }
  }

  private void step(Records now) {
    FileLog log = logs.get(logs.size() - 1);
    boolean goesOn = false;
    try {
      goesOn = now.advance();
    } catch (IOException e) {
      log.problem("breaks off: " + reason(e));
    }
    if (!goesOn) {
      RecordReader done = reader;
      if (done != null) {
        done.end();
      }
      records = null;
      reader = null;
      closeQuietly();
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
  }

  private void closeQuietly() {
    InputStream open = stream;
    stream = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // What was to be read of it was read.
    }
  }

  private void open(Source source, FileLog log) throws IOException {
    InputStream raw = new Buffered(source.opener().open(), buffer);
    stream = raw;
    BufferedInputStream text = TextStream.of(options.unpacking().unpack(raw));
    stream = text;
    text.mark(Beginning.LENGTH);
    int length = text.readNBytes(head, 0, head.length);
    Beginning beginning = firstLine.beginning(head, length);
    text.reset();
    FileKind kind = beginning.kind();
    if (kind == null || (kind == FileKind.CSV && options.columns().isEmpty())) {
      log.problem(unknown(beginning));
      closeQuietly();
      return;
    }
    log.kind(kind);
    switch (kind) {
      case CALLS -> calls(text, log);
      case SPANS -> spans(text, log);
      default -> records(kind, beginning, text, source.name(), log);
    }
  }

  private static String unknown(Beginning beginning) {
    String looksLike = "looks like " + beginning.looksLike();
    return beginning.kind() == FileKind.CSV
        ? looksLike
            + "; which column holds what has to be said (ImportOptions.withColumns; --columns of the"
            + " program), as in "
            + SuggestedColumns.of(beginning.columns())
        : looksLike + ", which is not read";
  }

  private void calls(InputStream text, FileLog log) throws IOException {
    CallReader calls = CallReader.of(text).skipping(log);
    records =
        new Records() {
          @Override
          public boolean advance() throws IOException {
            try {
              Call call = calls.next();
              return give(call, log);
            } catch (BadCallException e) {
              log.accept(e); // an array that breaks off
              return false;
            }
          }

          @Override
          public void close() throws IOException {
            calls.close();
          }
        };
  }

  private boolean give(@Nullable Call call, FileLog log) {
    if (call != null) {
      log.call();
      ready.add(call);
    }
    return call != null;
  }

  private void spans(InputStream text, FileLog log) throws IOException {
    Iterator<Call> spans = OtlpReader.read(text, log).iterator();
    records =
        new Records() {
          @Override
          public boolean advance() {
            return give(spans.hasNext() ? spans.next() : null, log);
          }

          @Override
          public void close() {}
        };
  }

  private void records(
      FileKind kind, Beginning beginning, InputStream text, String name, FileLog log)
      throws IOException {
    String path = name.replace('\\', '/');
    Reading reading =
        new Reading(
            path, log, seen, spanning, options.columns(), options.keepsContent(), ready::add);
    RecordReader made = reader(kind, reading);
    reader = made;
    boolean isTable = kind == FileKind.CSV || beginning.looksLike().startsWith("a table");
    if (isTable) {
      List<String> needed =
          kind == FileKind.CSV ? List.copyOf(options.columns().values()) : List.of("request_id");
      records = new CsvRecords(text, made, log, needed);
    } else {
      records =
          beginning.lines()
              ? new LineRecords(text, made, log, room)
              : new DocumentRecords(factory.createParser(text), made, log);
    }
  }

  private RecordReader reader(FileKind kind, Reading reading) {
    return switch (kind) {
      case CLAUDE_CODE -> new ClaudeCode(reading, claudeCode);
      case CODEX -> new Codex(reading, codex);
      case CODEX_EXEC -> new CodexExec(reading, codex);
      case GEMINI_CLI -> new GeminiCli(reading);
      case OPENCODE -> new OpenCode(reading, openCode);
      case LANGFUSE -> new Langfuse(reading);
      case LITELLM -> new LiteLlm(reading);
      case OPENAI -> new OpenAi(reading);
      case CSV -> new Table(reading);
      case CALLS, SPANS -> throw new IllegalStateException("read by readers of their own: " + kind);
    };
  }

  /**
   * {@return what was read of each file so far, and what was not; all files after the last call}
   */
  public List<ImportedFile> files() {
    return logs.stream().map(FileLog::toFile).toList();
  }

  /** {@return the calls that are left} There is one pass, which all iterators share. */
  @Override
  public Iterator<Call> iterator() {
    return new ReadAhead<>() {
      @Override
      protected @Nullable Call read() {
        return CallImport.this.next();
      }
    };
  }

  @Override
  public void close() throws IOException {
    ended = true;
    InputStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }
}
