package io.tokentally.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the calls of a test may cost. It fails, and prints the bill, if they cost more, if it is not
 * known what they cost, if some have not ended, and if none were recorded. On a class it is for
 * each of its tests that has none of its own, those of nested classes included.
 *
 * <pre>{@code
 * @Test
 * @CostBudget("0.10")
 * void answers(CallRecorder recorder) {
 *   new Agent(recorder).answer("Where is my order?");
 * }
 * }</pre>
 *
 * <p>Calls are those of the {@code CallRecorder} that is a parameter of the test. The prices are
 * those of the {@link TokentallyExtension} that is registered in a field, else the bundled ones.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TokentallyExtension.class)
public @interface CostBudget {

  /** {@return the amount, a decimal such as {@code 0.10}} */
  String value();

  /** {@return the currency of the amount, as price rows have it} */
  String unit() default "USD";

  /**
   * {@return whether the test may record no call at all, as one of a cache does} Else that fails
   * it: mostly the application has another recorder, or none.
   */
  boolean mayRecordNothing() default false;
}
