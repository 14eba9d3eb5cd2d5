package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever passes null by mistake is told for which argument. */
@SuppressWarnings("NullAway") // what callers without a checker may do
class NullArgumentsTest {

  private static final Operations OPERATIONS =
      Operations.over(CallSource.of(List.of()), PriceStore.inMemory()).build();

  static Stream<Arguments> calls() {
    return Stream.of(
        arguments("json", of(() -> CostCreateReq.parse(null))),
        arguments("calls", of(() -> CallSource.of(null))),
        arguments("request", of(() -> OPERATIONS.costCreate(null))),
        arguments("request", of(() -> OPERATIONS.costQuery(null))),
        arguments("request", of(() -> OPERATIONS.costPurge(null))),
        arguments("request", of(() -> OPERATIONS.callsUsage(null))),
        arguments("request", of(() -> OPERATIONS.traceUsage(null))));
  }

  private static ThrowingCallable of(ThrowingCallable call) {
    return call;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void nullIsRefusedByName(String argument, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(argument);
  }
}
