package io.tokentally.langchain4j;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/** Loads the classes of the tests anew, as if those of some packages were not there. */
final class Without extends URLClassLoader {

  private final String[] prefixes;

  Without(String... prefixes) {
    super(classPath(), ClassLoader.getPlatformClassLoader());
    this.prefixes = prefixes;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (Arrays.stream(prefixes).anyMatch(name::startsWith)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  /** Runs a class in this loader. */
  void run(Class<? extends Runnable> type) throws ReflectiveOperationException {
    Object there = loadClass(type.getName()).getDeclaredConstructor().newInstance();
    ((Runnable) there).run();
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Without::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
