package io.tokentally.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agentic.observability.AgentInvocationError;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.scope.AgenticScope;
import org.jspecify.annotations.Nullable;

/**
 * Agents of {@code langchain4j-agentic} as calls above those of their models: in sequences, loops
 * and parallel, each agent below the one that runs it. In a class of its own, since that library
 * need not be there.
 *
 * <pre>{@code
 * AgenticServices.sequenceBuilder(Story.class)
 *     .subAgents(writer, editor) // whose models are calls.model(…)
 *     .listener(AgentCalls.listener(calls))
 *     .build();
 * }</pre>
 */
public final class AgentCalls {

  private AgentCalls() {}

  /**
   * {@return a listener for the agent at the top, which those below it inherit} An agent that has
   * several of the same calls is recorded once. Thread-safe.
   */
  public static AgentListener listener(LangChain4jCalls calls) {
    return new Listener(requireNonNull(calls, "calls").agents);
  }

  private static final class Listener implements AgentListener {
    private final OpenAgents agents;

    Listener(OpenAgents agents) {
      this.agents = agents;
    }

    @Override
    public void beforeAgentInvocation(AgentRequest request) {
      AgentInstance parent = request.agent().parent();
      agents.start(request.agenticScope(), request.agentId(), request.agentName(), id(parent));
    }

    private static @Nullable String id(@Nullable AgentInstance agent) {
      return agent == null ? null : agent.agentId();
    }

    @Override
    public void afterAgentInvocation(AgentResponse response) {
      agents.end(response.agenticScope(), response.agentId(), null);
    }

    @Override
    public void onAgentInvocationError(AgentInvocationError error) {
      agents.end(error.agenticScope(), error.agentId(), error.error());
    }

    /** Its agents begin anew when it goes on. */
    @Override
    public void onAgenticSystemSuspended(AgenticScope scope) {
      agents.endAll(scope);
    }

    @Override
    public void beforeAgenticScopeDestroyed(AgenticScope scope) {
      agents.endAll(scope);
    }

    @Override
    public boolean inheritedBySubagents() {
      return true;
    }
  }
}
