package io.tokentally.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.SettledTotals;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetStatus;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.OpenCall;
import io.tokentally.recorder.testing.FakeModelServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A real context and Spring AI's own client of OpenAI, before a model on the loopback. */
class SpringAiBudgetTest {

  private static final BigDecimal LIMIT = new BigDecimal("0.05");

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    private final List<Call> seen = Collections.synchronizedList(new ArrayList<>());

    @Bean
    CallSink seen() {
      return seen::add;
    }
  }

  /** The tool that the model asks for, again and again. */
  public static final class Search {
    @Tool(description = "Searches.")
    public String search() {
      return "nothing found";
    }
  }

  private final FakeModelServer model = FakeModelServer.start();
  private ConfigurableApplicationContext context;

  @AfterEach
  void end() {
    if (context != null) {
      context.close();
    }
    model.close();
  }

  /** A call costs 0.0045 USD, and as much is held for it. */
  private ConfigurableApplicationContext start(String... more) {
    List<String> properties =
        new ArrayList<>(
            List.of(
                "spring.ai.openai.base-url=" + model.baseUrl(),
                "spring.ai.openai.api-key=none",
                "spring.ai.openai.chat.model=gpt-4o",
                "spring.ai.openai.chat.options.model=gpt-4o",
                "tokentally.prices=classpath:prices.json",
                "tokentally.bundled-prices=false",
                "tokentally.project=demo",
                "tokentally.keys=team",
                "tokentally.estimate.prompt-tokens=1000",
                "tokentally.estimate.completion-tokens=200",
                "tokentally.budgets[0].scope=project",
                "tokentally.budgets[0].amount=0.05"));
    properties.addAll(List.of(more));
    context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(properties.toArray(String[]::new))
            .run();
    return context;
  }

  private ChatClient client() {
    return context.getBean(ChatClient.Builder.class).build();
  }

  private List<Call> seen() {
    context.getBean(CallRecorder.class).flush();
    return context.getBean(Application.class).seen;
  }

  private void assertStoppedWithin() {
    BudgetStatus status = context.getBean(Budgets.class).all().get(0);
    assertThat(status.spent()).isLessThanOrEqualTo(LIMIT).isEqualTo(new BigDecimal("0.0495"));
    assertThat(status.held()).isZero();
    assertThat(model.requests()).isEqualTo(11);
    SettledTotals all = context.getBean(LiveRollup.class).settledAndLive();
    assertThat(all.totals())
        .singleElement()
        .satisfies(
            total -> assertThat(total.usage().totalCost()).isEqualTo(new BigDecimal("0.0495")));
    assertThat(all.incompleteTraces()).isZero();
  }

  @Test
  void anAgentLoopStopsBlocking() {
    start();
    model.callingTool("search");
    Throwable thrown =
        catchThrowable(() -> client().prompt("Search.").tools(new Search()).call().content());
    assertThat(thrown).isInstanceOf(BudgetExceededException.class);
    assertThat(thrown)
        .hasMessageStartingWith(
            "expected a call within its budgets, found one that may cost 0.0045 USD against 0.05"
                + " USD per project, for ever (demo): spent 0.0495")
        .hasMessageEndingWith(
            "; limits are tokentally.budgets, what is held for a call is tokentally.estimate");
    assertStoppedWithin();
    List<Call> calls = seen();
    assertThat(calls).extracting(Call::traceId).containsOnly(calls.get(0).traceId());
    Call root = calls.get(calls.size() - 1);
    assertThat(root.opName()).isEqualTo("chat_client");
    assertThat(calls.subList(0, calls.size() - 1))
        .hasSize(12)
        .extracting(Call::parentId)
        .containsOnly(root.id());
  }

  @Test
  void anAgentLoopStopsStreaming() {
    start();
    model.callingTool("search");
    Throwable thrown =
        catchThrowable(
            () -> client().prompt("Search.").tools(new Search()).stream().content().blockLast());
    assertThat(thrown).isInstanceOf(BudgetExceededException.class);
    assertStoppedWithin();
  }

  /** A reader who goes away has used what nobody knows; the others are served all the same. */
  @Test
  void aStreamThatIsCancelledCountsItsEstimate() {
    start();
    client().prompt("Say something.").stream().content().blockFirst();
    assertEstimateCounts();
  }

  @Test
  void aStreamThatBreaksOffCountsItsEstimate() {
    start();
    model.breakingOff(true);
    assertThat(
            catchThrowable(() -> client().prompt("Say something.").stream().content().blockLast()))
        .isNotNull();
    model.breakingOff(false);
    assertEstimateCounts();
  }

  private void assertEstimateCounts() {
    client().prompt("Say something.").call().content();
    BudgetStatus status = context.getBean(Budgets.class).all().get(0);
    assertThat(status.held()).isZero();
    assertThat(status.unpricedCalls()).isZero();
    assertThat(status.spent()).isEqualTo(new BigDecimal("0.009"));
    assertThat(context.getBean(LiveRollup.class).settledAndLive().incompleteTraces()).isOne();
  }

  @Test
  void eightParallelCallersStop() throws Exception {
    start();
    ChatClient client = client();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Throwable>> callers =
        Collections.nCopies(
            8,
            () ->
                catchThrowable(
                    () -> {
                      while (true) {
                        client.prompt("Say something.").call().content();
                      }
                    }));
    for (Future<Throwable> ended : threads.invokeAll(callers)) {
      assertThat(ended.get()).isInstanceOf(BudgetExceededException.class);
    }
    threads.shutdown();
    assertStoppedWithin();
  }

  @Test
  void aModelWithoutAClientStopsByItsObservations() {
    start("tokentally.record-by=observations");
    ChatModel direct = context.getBean(ChatModel.class);
    BudgetExceededException stopped =
        catchThrowableOfType(
            BudgetExceededException.class,
            () -> {
              while (true) {
                direct.call("Say something.");
              }
            });
    assertThat(stopped.budgets()).hasSize(1);
    assertStoppedWithin();
  }

  @Test
  void parametersOfAdvisorsAreKeysAndCallsStandBelowTheCurrentOne() {
    start();
    CallRecorder recorder = context.getBean(CallRecorder.class);
    OpenCall task = recorder.start("task");
    var current = task.makeCurrent();
    client()
        .prompt("Say something.")
        .advisors(advisors -> advisors.param("tokentally.team", "blue"))
        .call()
        .content();
    current.close();
    task.end();
    List<Call> calls = seen();
    assertThat(calls).extracting(Call::opName).containsExactly("chat", "chat_client", "task");
    assertThat(calls.get(1).parentId()).isEqualTo(task.id());
    assertThat(calls.get(0).attributes()).isEqualTo(Map.of("team", "blue"));
    assertThat(context.getBean(LiveRollup.class).settledAndLive().totals())
        .singleElement()
        .satisfies(total -> assertThat(total.keys()).isEqualTo(Map.of("team", "blue")));
  }

  @Test
  void withoutBudgetsAModelWithoutAPriceIsAsked() {
    start(
        "spring.ai.openai.chat.options.model=gpt-40",
        "spring.ai.openai.chat.model=gpt-40",
        "tokentally.budgets=");
    assertThat(client().prompt("Say something.").call().content()).isEqualTo("The answer.");
    assertThat(context.getBean(LiveRollup.class).settledAndLive().totals())
        .singleElement()
        .satisfies(total -> assertThat(total.usage().totalCost()).isNull());
  }

  @Test
  void aModelWithoutAPriceIsStoppedBeforeItIsAsked() {
    start("spring.ai.openai.chat.options.model=gpt-40", "spring.ai.openai.chat.model=gpt-40");
    assertThat(catchThrowable(() -> client().prompt("Say something.").call().content()))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "model gpt-40 has no price: NO_ROW; give models a price in a file of tokentally.prices,"
                + " or set tokentally.unpriced=allow");
    assertThat(model.requests()).isZero();
    assertThat(context.getBean(Environment.class)).isNotNull();
  }
}
