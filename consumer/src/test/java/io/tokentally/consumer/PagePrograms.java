package io.tokentally.consumer;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Java of a page as programs. A block with a public class is one by itself. All others of the
 * page together are one, in their order: what a block declares, those after it may use.
 *
 * @param name the public class
 * @param source the whole program
 * @param prints the lines that the page says it prints
 */
record PagePrograms(String name, String source, List<String> prints) {

  private static final Pattern PUBLIC_CLASS =
      Pattern.compile("^public class (\\w+)", Pattern.MULTILINE);
  private static final Pattern PRINTS = Pattern.compile("// prints (.*)");

  /** What a page may use without saying where it is from, unless it declares it. */
  private static final List<String> GIVEN =
      List.of(
          "java.util.List<io.tokentally.Call> calls ="
              + " io.tokentally.CallReader.open(java.nio.file.Path.of(\"calls.ndjson\")).readAll();",
          "io.tokentally.aggregation.PriceTable prices = io.tokentally.aggregation.PriceTable.parse("
              + "java.nio.file.Files.readString(java.nio.file.Path.of(\"prices.json\")));");

  static List<PagePrograms> of(Path page) {
    List<PagePrograms> programs = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (String block : Pages.blocks(page, "java")) {
      Matcher publicClass = PUBLIC_CLASS.matcher(block);
      if (publicClass.find()) {
        programs.add(new PagePrograms(publicClass.group(1), block, printed(block)));
      } else {
        statements.add(block);
      }
    }
    if (!statements.isEmpty()) {
      programs.add(joined(String.join("", statements)));
    }
    return programs;
  }

  private static PagePrograms joined(String blocks) {
    String imports = lines(blocks, true);
    String body = lines(blocks, false);
    String given =
        GIVEN.stream().filter(line -> !declares(body, nameIn(line))).collect(joining("\n"));
    String source =
        imports
            + "\npublic class Page {\n  public static void main(String[] args) throws Exception {\n"
            + given
            + "\n"
            + body
            + "\n  }\n}\n";
    return new PagePrograms("Page", source, printed(blocks));
  }

  private static String lines(String blocks, boolean imports) {
    Stream<String> lines = blocks.lines();
    return lines.filter(line -> line.startsWith("import ") == imports).collect(joining("\n"));
  }

  private static String nameIn(String given) {
    return given.substring(0, given.indexOf(" =")).replaceFirst(".* ", "");
  }

  private static boolean declares(String body, String name) {
    return Pattern.compile("^\\S+ " + name + " =", Pattern.MULTILINE).matcher(body).find();
  }

  private static List<String> printed(String blocks) {
    return PRINTS.matcher(blocks).results().map(line -> line.group(1).strip()).toList();
  }
}
