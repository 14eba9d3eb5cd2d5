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
 * Runs each property as often as the system property {@code tokentally.tries} says, whatever its
 * annotation says: millions of times, or a few times where one run is one of many. With {@code
 * tokentally.seed} every run is the same.
 */
public final class Tries implements AroundPropertyHook {

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
    attributes.setTries(Integer.getInteger("tokentally.tries"));
    String seed = System.getProperty("tokentally.seed");
    if (seed != null) {
      attributes.setSeed(seed);
      // One run of many has to fail, not to tell the smallest example.
      attributes.setShrinking(ShrinkingMode.OFF);
    }
    return property.execute();
  }
}
