package io.tokentally.importers;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that are meant by names of files, folders and patterns such as {@code logs/*.jsonl}.
 */
final class Places {

  private static final Set<String> ENDINGS = Set.of("json", "jsonl", "ndjson", "csv");
  private static final Pattern PACKED = Pattern.compile("\\.(gz|zst)$");

  private final Map<Path, String> files = new LinkedHashMap<>();
  private final List<FileLog> leftOut = new ArrayList<>();

  private Places() {}

  /**
   * {@return the files of places}
   *
   * @throws NoSuchFileException if there is nothing at one of them
   * @throws IOException if a folder cannot be read
   */
  static Places of(List<String> names) throws IOException {
    Places places = new Places();
    for (String name : names) {
      places.add(name);
    }
    return places;
  }

  private void add(String name) throws IOException {
    Path path = path(name);
    if (path != null && Files.isDirectory(path)) {
      folder(path);
    } else if (path != null && Files.exists(path)) {
      files.putIfAbsent(path.toAbsolutePath().normalize(), name);
    } else if (name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
      pattern(name);
    } else {
      throw new NoSuchFileException(name);
    }
  }

  private static @org.jspecify.annotations.Nullable Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      return null; // a pattern, where names may not have its signs
    }
  }

  private void folder(Path folder) throws IOException {
    Map<String, Long> others = new TreeMap<>();
    List<Path> found = new ArrayList<>();
    for (Path file : below(folder)) {
      String ending = ending(file);
      if (ENDINGS.contains(ending)) {
        found.add(file);
      } else {
        others.merge(
            ending.isEmpty() ? "files without an ending" : "files *." + ending, 1L, Long::sum);
      }
    }
    found.forEach(file -> files.putIfAbsent(file.toAbsolutePath().normalize(), file.toString()));
    if (!others.isEmpty()) {
      FileLog log = new FileLog(folder.toString());
      others.forEach(log::leftOut);
      leftOut.add(log);
    }
  }

  private void pattern(String name) throws IOException {
    int wild = Math.min(at(name, '*'), at(name, '?'));
    int slash = name.lastIndexOf('/', wild);
    Path base = Path.of(slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash));
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + name.substring(slash + 1));
    boolean any = false;
    if (Files.isDirectory(base)) {
      for (Path file : below(base)) {
        if (matcher.matches(base.relativize(file))) {
          any = true;
          files.putIfAbsent(file.toAbsolutePath().normalize(), file.toString());
        }
      }
    }
    if (!any) {
      throw new NoSuchFileException(name);
    }
  }

  private static int at(String name, char sign) {
    int at = name.indexOf(sign);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String bare = PACKED.matcher(name).replaceFirst("");
    return bare.substring(bare.lastIndexOf('.') + 1).equals(bare)
        ? ""
        : bare.substring(bare.lastIndexOf('.') + 1);
  }

  /** {@return the files by the name that people know, in the order in which they are to be read} */
  List<Map.Entry<Path, String>> files() {
    return files.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> rank(entry.getValue())))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What says how sessions belong together is read first, agents after what started them. */
  private static int rank(String name) {
    String path = name.replace('\\', '/');
    if (path.contains("/storage/session/")) {
      return 0;
    }
    boolean isAgent =
        path.contains("/subagents/")
            || path.substring(path.lastIndexOf('/') + 1).startsWith("agent-");
    return isAgent ? 2 : 1;
  }

  /** {@return what was found in folders and is no file of records} */
  List<FileLog> leftOut() {
    return leftOut;
  }
}
