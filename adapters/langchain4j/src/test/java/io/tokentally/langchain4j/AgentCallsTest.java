package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import io.tokentally.recorder.testing.FakeModelServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real agents of langchain4j-agentic, against a model server. */
class AgentCallsTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  public interface Writer {
    @Agent(name = "writer", outputKey = "story")
    @UserMessage("Write about {{topic}}.")
    String write(@V("topic") String topic);
  }

  public interface Editor {
    @Agent(name = "editor", outputKey = "story")
    @UserMessage("Edit: {{story}}")
    String edit(@V("story") String story);
  }

  public interface Critic {
    @Agent(name = "critic", outputKey = "note")
    @UserMessage("What of {{topic}}?")
    String note(@V("topic") String topic);
  }

  private final FakeModelServer server = FakeModelServer.start().using(1_000, 200);
  private final List<Call> recorded = Collections.synchronizedList(new ArrayList<>());
  private final CallRecorder recorder = CallRecorder.builder().to(recorded::add).build();
  private final LangChain4jCalls plain = LangChain4jCalls.recordedBy(recorder);

  @AfterEach
  void close() {
    server.close();
  }

  private ChatModel model(LangChain4jCalls calls) {
    return calls.model(
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("gpt-4o")
            .maxRetries(0)
            .build());
  }

  private <T> T agent(Class<T> type, LangChain4jCalls calls) {
    return AgenticServices.agentBuilder(type).chatModel(model(calls)).build();
  }

  private UntypedAgent sequence(LangChain4jCalls calls) {
    return AgenticServices.sequenceBuilder()
        .name("story")
        .subAgents(agent(Writer.class, calls), agent(Editor.class, calls))
        .outputKey("story")
        .listener(AgentCalls.listener(calls))
        .build();
  }

  /** {@return each call with those above it, such as {@code story/writer/chat}, and how often} */
  private Map<String, Integer> paths() {
    recorder.flush();
    Map<String, Call> byId = new TreeMap<>();
    recorded.forEach(call -> byId.put(call.id(), call));
    Map<String, Integer> paths = new TreeMap<>();
    for (Call call : recorded) {
      String path = "";
      for (Call at = call;
          at != null;
          at = at.parentId() == null ? null : byId.get(at.parentId())) {
        String name = at.displayName() == null ? at.opName() : at.displayName();
        path = path.isEmpty() ? name : name + "/" + path;
      }
      paths.merge(path, 1, Integer::sum);
    }
    return paths;
  }

  private UsageReport report() {
    assertThat(recorder.status().started()).isEqualTo(recorder.status().ended());
    assertThat(recorder.status().isComplete()).isTrue();
    assertThat(recorder.current()).isNull();
    return Tally.with(PRICES).report(List.copyOf(recorded));
  }

  @Test
  void agentsOfASequenceStandBelowIt() {
    sequence(plain).invoke(Map.of("topic", "owls"));

    assertThat(paths())
        .isEqualTo(
            Map.of(
                "story", 1,
                "story/writer", 1,
                "story/writer/chat", 1,
                "story/editor", 1,
                "story/editor/chat", 1));
    UsageReport report = report();
    assertThat(report.rootIds()).hasSize(1);
    assertThat(report.cost(report.rootIds().get(0)).amount()).isEqualByComparingTo("0.009");
  }

  @Test
  void agentsThatRunAtATimeStandBelowTheOneThatRunsThem() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    UntypedAgent both =
        AgenticServices.parallelBuilder()
            .name("both")
            .subAgents(sequence(plain), agent(Critic.class, plain))
            .executor(threads)
            .listener(AgentCalls.listener(plain))
            .build();
    both.invoke(Map.of("topic", "owls"));
    both.invoke(Map.of("topic", "owls"));
    threads.shutdown();

    // The sequence has a listener of its own, and inherits one.
    assertThat(paths())
        .isEqualTo(
            Map.of(
                "both", 2,
                "both/critic", 2,
                "both/critic/chat", 2,
                "both/story", 2,
                "both/story/writer", 2,
                "both/story/writer/chat", 2,
                "both/story/editor", 2,
                "both/story/editor/chat", 2));
    assertThat(report().rootIds()).hasSize(2);
  }

  @Test
  void whatIsCurrentIsAboveTheAgents() throws Exception {
    OpenCall request = recorder.start("request");
    request.carry(() -> sequence(plain).invoke(Map.of("topic", "owls"))).call();
    request.end();

    assertThat(paths()).containsKey("request/story/writer/chat");
    assertThat(report().rootIds()).containsExactly(request.id());
  }

  /** Without a budget it goes on for a hundred rounds. */
  @Test
  void aLoopOfAgentsStopsAtItsBudget() {
    Budgets budgets =
        Budgets.with(PRICES).limit(BudgetLimit.per(BudgetScope.TRACE, "0.05", "USD")).build();
    LangChain4jCalls within = plain.within(budgets);
    UntypedAgent loop =
        AgenticServices.loopBuilder()
            .name("loop")
            .subAgents(agent(Writer.class, within), agent(Editor.class, within))
            .maxIterations(100)
            .listener(AgentCalls.listener(within))
            .build();

    assertThatThrownBy(() -> loop.invoke(Map.of("topic", "owls")))
        .hasRootCauseInstanceOf(BudgetExceededException.class);

    UsageReport report = report();
    assertThat(report.rootIds()).hasSize(1);
    assertThat(report.cost().amount())
        .isBetween(new BigDecimal("0.03"), new BigDecimal("0.05"))
        .isEqualByComparingTo(
            new BigDecimal("0.0045").multiply(BigDecimal.valueOf(server.requests())));
    assertThat(recorded).filteredOn(Call::failed).extracting(Call::displayName).contains("loop");
  }

  @Test
  void anAgentThatFailsIsRecordedSo() {
    server.failing(500);
    assertThatThrownBy(() -> sequence(plain).invoke(Map.of("topic", "owls"))).isNotNull();

    assertThat(paths()).isEqualTo(Map.of("story", 1, "story/writer", 1, "story/writer/chat", 1));
    assertThat(recorded).hasSize(3).allSatisfy(call -> assertThat(call.failed()).isTrue());
    assertThat(report().rootIds()).hasSize(1);
  }
}
