package io.tokentally.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first Java of the README compiles as it stands, and prints what it says. */
class ReadmeTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PRINTS = Pattern.compile("// prints (.*)");

  @TempDir Path folder;

  @Test
  void itsFirstJavaPrintsWhatItSays() throws Exception {
    Matcher java = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(java.find()).isTrue();
    String source = java.group(1);
    Matcher prints = PRINTS.matcher(source);
    assertThat(prints.find()).isTrue();

    assertThat(run(source)).isEqualTo(prints.group(1).strip());
  }

  private String run(String source) throws Exception {
    Path file = Files.writeString(folder.resolve("FirstTally.java"), source);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String[] options = {"-cp", classPath, "-d", folder.toString(), file.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Method main = loader.loadClass("FirstTally").getMethod("main", String[].class);
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
