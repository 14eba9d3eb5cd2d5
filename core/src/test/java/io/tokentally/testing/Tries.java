package io.tokentally.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How often properties run, by the system property {@code tokentally.tries}: {@code x10} is ten
 * times as often as their annotations say, {@code x0.1} a tenth of that, {@code 30} is 30 times
 * each. With {@code tokentally.seed} every run is the same.
 */
public final class Tries implements AroundPropertyHook {

  private static final int JQWIK_DEFAULT = 1_000;

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public boolean appliesTo(Optional<AnnotatedElement> element) {
    return System.getProperty("tokentally.tries") != null;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    attributes.setTries(
        tries(System.getProperty("tokentally.tries"), attributes.tries().orElse(JQWIK_DEFAULT)));
    String seed = System.getProperty("tokentally.seed");
    if (seed != null) {
      attributes.setSeed(seed);
      // One run of many has to fail; nobody looks for the smallest example.
      attributes.setShrinking(ShrinkingMode.OFF);
    }
    return property.execute();
  }

  /** {@return how often a test that is no property does something, usually this often} */
  public static int rounds(int usual) {
    String asked = System.getProperty("tokentally.tries", "x1");
    return asked.startsWith("x") ? tries(asked, usual) : usual;
  }

  static int tries(String asked, int usual) {
    return asked.startsWith("x")
        ? (int) Math.max(1, Double.parseDouble(asked.substring(1)) * usual)
        : Integer.parseInt(asked);
  }
}
