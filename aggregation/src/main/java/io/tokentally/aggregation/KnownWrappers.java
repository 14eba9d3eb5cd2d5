package io.tokentally.aggregation;

import io.tokentally.aggregation.WrapperOperations.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of operations that only run others, with sources. Names are those that kits wrote in
 * 2025 and 2026; a name that some kit also gives to model calls is not in it.
 */
final class KnownWrappers {

  static final List<Entry> ENTRIES = new Table().entries();

  private KnownWrappers() {}

  private static final class Table {

    private final List<Entry> rows = new ArrayList<>();

    List<Entry> entries() {
      add(
          "OpenTelemetry GenAI",
          "opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-agent-spans",
          "invoke_agent",
          "create_agent",
          "invoke_workflow");
      // The model calls below have names that end in .doGenerate, .doStream, .doEmbed.
      add(
          "AI SDK 5 and 6",
          "ai-sdk.dev/docs/ai-sdk-core/telemetry#collected-data",
          "ai.generateText",
          "ai.streamText",
          "ai.generateObject",
          "ai.streamObject",
          "ai.embed",
          "ai.embedMany",
          "ai.rerank");
      add("AI SDK 7", "@ai-sdk/otel 1.0.173", "agent_step");
      add(
          "Strands Agents",
          "strandsagents.com, Observability, Traces; @strands-agents/sdk 1.16.0",
          "execute_event_loop_cycle",
          "execute_agent_loop_cycle",
          "invoke_swarm",
          "invoke_graph");
      add("Pydantic AI", "ai.pydantic.dev/logfire", "agent run");
      add("OpenAI Agents SDK", "openai.github.io/openai-agents-python/tracing", "Agent workflow");
      add(
          "Microsoft Agent Framework",
          "learn.microsoft.com/agent-framework, Observability",
          "workflow.run",
          "workflow.session",
          "executor.process");
      add("Google ADK", "adk.dev, Observability, Traces", "invocation", "agent_run");
      add("LangGraph", "OpenInference and OpenLLMetry for LangChain", "LangGraph");
      add(
          "CrewAI",
          "docs.crewai.com, Observability; OpenInference for CrewAI",
          "crewai.workflow",
          "Crew.kickoff",
          "Crew_*.kickoff",
          "Flow.kickoff",
          "Task._execute_core");
      add(
          "AutoGen",
          "microsoft.github.io/autogen, Tracing",
          "autogen process *",
          "autogen publish *",
          "autogen send *");
      add(
          "Semantic Kernel",
          "learn.microsoft.com/semantic-kernel, Observability",
          "AutoFunctionInvocationLoop");
      add(
          "Spring AI",
          "docs.spring.io/spring-ai/reference/observability",
          "framework",
          "spring_ai chat_client",
          "spring_ai advisor");
      add(
          "Claude Agent SDK",
          "code.claude.com/docs/en/agent-sdk/observability",
          "claude_code.interaction",
          "claude_code.tool");
      add("Codex", "openai/codex, codex-rs/core", "session_task.turn", "run_turn");
      add(
          "OpenInference",
          "arize-ai.github.io/openinference/spec/semantic_conventions",
          "openinference.span.kind=AGENT",
          "openinference.span.kind=CHAIN");
      add(
          "OpenLLMetry",
          "traceloop.com/docs/openllmetry/tracing/annotations",
          "traceloop.span.kind=workflow",
          "traceloop.span.kind=task",
          "traceloop.span.kind=agent");
      add(
          "Langfuse",
          "langfuse.com/docs/observability/features/observation-types",
          "langfuse.observation.type=agent",
          "langfuse.observation.type=chain");
      add(
          "LangSmith",
          "docs.langchain.com/langsmith/trace-with-opentelemetry",
          "langsmith.span.kind=chain");
      add(
          "MLflow",
          "mlflow.org/docs/latest/genai/tracing",
          "mlflow.spanType=AGENT",
          "mlflow.spanType=CHAIN",
          "mlflow.spanType=WORKFLOW");
      return List.copyOf(rows);
    }

    private void add(String kit, String source, String... names) {
      for (String name : names) {
        rows.add(new Entry(name, kit, source));
      }
    }
  }
}
