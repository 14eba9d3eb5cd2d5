package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.dsl.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose rules operations follow. */
class OperationsBuilderTest {

  private static final CostCreateReq WITHOUT_USER =
      CostCreateReq.parse("{\"project_id\":\"p\",\"costs\":{}}");

  private final Operations.Builder builder =
      Operations.over(CallSource.of(List.of()), PriceStore.inMemory());

  @Test
  void areStandardUnlessSet() {
    assertThat(builder.build().costCreate(WITHOUT_USER).ids()).isEmpty();
  }

  @Test
  void areThoseOfTheDialectThatIsSetOrOfTheOptions() {
    TallyOptions weave =
        TallyOptions.builder()
            .dialect(Dialect.WEAVE)
            .cacheConvention(CacheConvention.EXCLUSIVE)
            .build();
    for (Operations.Builder each :
        List.of(
            Operations.over(CallSource.of(List.of()), PriceStore.inMemory()).dialect(Dialect.WEAVE),
            builder.options(weave),
            builder.dialect(Dialect.WEAVE))) {
      assertThatThrownBy(() -> each.build().costCreate(WITHOUT_USER))
          .isInstanceOf(ValidationException.class)
          .hasMessage(
              "body.wb_user_id: expected the user who creates the prices, found none; a service"
                  + " fills in who is logged in");
    }
  }

  @Test
  void areNotTwoAtOnce() {
    builder.options(TallyOptions.DEFAULT).dialect(Dialect.WEAVE);
    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage(
            "expected options of the dialect WEAVE, found STANDARD;"
                + " TallyOptions.builder().dialect(...) sets theirs");
  }
}
