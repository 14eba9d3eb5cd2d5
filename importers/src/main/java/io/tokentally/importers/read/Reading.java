package io.tokentally.importers.read;

import io.tokentally.Call;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the reader of one file has beside its records.
 *
 * @param path the file, with slashes between its folders
 * @param log takes what is left out
 * @param seen the ids of records of all files so far
 * @param spanning what may be in several files
 * @param columns which column of a CSV file holds what
 * @param keepsContent whether prompts and answers are kept
 * @param out takes the calls
 */
public record Reading(
    String path,
    ReadingLog log,
    SeenIds seen,
    Spanning spanning,
    Map<String, String> columns,
    boolean keepsContent,
    Consumer<Call> out) {

  /** Hands on a call that was made of records of the file. */
  public void call(Call call) {
    log.call();
    out.accept(call);
  }

  /** {@return the name of the file, without its folders and ending} */
  public String stem() {
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.indexOf('.');
    return dot <= 0 ? last : last.substring(0, dot);
  }

  /** {@return the folder behind another in the path of the file; null if there is none} */
  public @org.jspecify.annotations.Nullable String folderBehind(String folder) {
    int at = ("/" + path).lastIndexOf("/" + folder + "/");
    if (at < 0) {
      return null;
    }
    String rest = path.substring(at + folder.length() + 1);
    int end = rest.indexOf('/');
    return end <= 0 ? null : rest.substring(0, end);
  }
}
