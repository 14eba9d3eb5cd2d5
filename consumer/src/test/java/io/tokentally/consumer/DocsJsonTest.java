package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.dsl.Query;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All JSON of the README and of docs is what it is shown as. */
class DocsJsonTest {

  @ParameterizedTest
  @MethodSource("blocks")
  void isRead(String json) throws IOException {
    JsonNode document = TokentallyMapper.create().readTree(json);
    if (document.has("$expr")) {
      assertThat(Query.parse(json).toJson()).isNotEmpty();
    } else if (document.has("id")) {
      assertThat(Call.parse(json).otherMembers()).isEmpty();
    } else if (json.contains("prompt_token_cost")) {
      assertThat(PriceTable.parse(json).rows()).isNotEmpty();
    }
  }

  @Test
  void theCompleteCallHasEveryColumn() throws IOException {
    String json = Pages.blocks(Pages.REPOSITORY.resolve("docs/calls.md"), "json").get(0);
    Set<String> members = new TreeSet<>();
    TokentallyMapper.create().readTree(json).fieldNames().forEachRemaining(members::add);

    assertThat(members).isEqualTo(columns());
  }

  static Stream<String> blocks() {
    return Pages.all().flatMap(page -> Pages.blocks(page, "json").stream());
  }

  private static Set<String> columns() {
    List<String> others =
        List.of(
            "usage",
            "operation",
            "failed",
            "response",
            "otherMembers",
            "toJson",
            "parse",
            "builder");
    Set<String> columns = new TreeSet<>();
    Arrays.stream(Call.class.getMethods())
        .map(Method::getName)
        .filter(name -> !others.contains(name))
        .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .forEach(columns::add);
    return columns;
  }
}
