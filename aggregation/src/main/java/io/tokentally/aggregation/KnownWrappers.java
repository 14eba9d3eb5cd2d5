package io.tokentally.aggregation;

import io.tokentally.aggregation.WrapperOperations.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of operations that only run others, with sources. Names are those that kits wrote in
 * 2025 and 2026, each looked up where its source says; a name that some kit also gives to model
 * calls is not in it.
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
          "npm ai 5.0.277 and 6.0.326 (ai.rerank: 6 alone)",
          "ai.generateText",
          "ai.streamText",
          "ai.generateObject",
          "ai.streamObject",
          "ai.embed",
          "ai.embedMany",
          "ai.rerank");
      add("AI SDK 7", "npm @ai-sdk/otel 1.0.173", "agent_step");
      add(
          "Strands Agents",
          "npm @strands-agents/sdk 1.16.0; in Python execute_event_loop_cycle",
          "execute_event_loop_cycle",
          "execute_agent_loop_cycle",
          "execute_node",
          "invoke_swarm",
          "invoke_graph");
      add("Pydantic AI", "pydantic_ai._instrumentation, versions 1 and 2", "agent run");
      add(
          "OpenAI Agents SDK",
          "openai/openai-agents-python: RunConfig.workflow_name, its default",
          "Agent workflow");
      add(
          "Microsoft Agent Framework",
          "microsoft/agent-framework: ActivityNames of .NET, OtelAttr of Python",
          "workflow.run",
          "workflow.session",
          "workflow_invoke",
          "executor.process",
          "edge_group.process");
      add("Google ADK", "google-adk 1.33.0: runners, agents", "invocation", "agent_run");
      add(
          "LangGraph",
          "langchain-ai/langgraph: StateGraph.compile and Pregel, the default name of a run",
          "LangGraph");
      add(
          "CrewAI",
          "OpenInference and OpenLLMetry for CrewAI: span names of Crew, Flow and Task",
          "crewai.workflow",
          "*.kickoff",
          "*._execute_core");
      add(
          "AutoGen",
          "autogen-core: MessageRuntimeTracingConfig.get_span_name",
          "autogen process *",
          "autogen publish *",
          "autogen send *");
      add(
          "Semantic Kernel",
          "semantic_kernel: ChatCompletionClientBase",
          "AutoFunctionInvocationLoop");
      add(
          "Spring AI",
          "spring-ai-client-chat: conventions of ChatClient and Advisor",
          "framework",
          "spring_ai chat_client");
      // LangChain4j's own listeners observe model calls alone.
      add(
          "LangChain4j on Quarkus",
          "quarkus-langchain4j: AiServicesProcessor.defaultAiServiceSpanName",
          "langchain4j.aiservices.*");
      add(
          "Claude Agent SDK",
          "code.claude.com/docs/en/agent-sdk/observability",
          "claude_code.interaction",
          "claude_code.tool");
      add("Codex", "openai/codex: codex-rs/core, tasks", "session_task.turn", "run_turn");
      add(
          "OpenInference",
          "arize-ai.github.io/openinference/spec/general/span-kinds.html",
          "openinference.span.kind=AGENT",
          "openinference.span.kind=CHAIN");
      add(
          "OpenLLMetry",
          "opentelemetry-semantic-conventions-ai: TraceloopSpanKindValues",
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
          "mlflow/mlflow: SpanType of mlflow.entities",
          "mlflow.spanType=AGENT",
          "mlflow.spanType=CHAIN");
      add(
          "Sessions of coding agents",
          "docs/importers.md of this library",
          "claude_code.session",
          "claude_code.turn",
          "claude_code.agent",
          "codex.session",
          "gemini_cli.session",
          "opencode.session");
      return List.copyOf(rows);
    }

    private void add(String kit, String source, String... names) {
      for (String name : names) {
        rows.add(new Entry(name, kit, source));
      }
    }
  }
}
