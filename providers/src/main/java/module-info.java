/** What model providers return and charge: usage in their own forms, and price lists. */
@SuppressWarnings("module") // the modules exported to are built after this one
module io.tokentally.providers {
  requires transitive io.tokentally.aggregation;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;

  exports io.tokentally.providers;
  // Shared between our own modules; nobody else sees it.
  exports io.tokentally.providers.usage to
      io.tokentally.anthropic,
      io.tokentally.bedrock,
      io.tokentally.googlegenai,
      io.tokentally.langchain4j,
      io.tokentally.openai,
      io.tokentally.otel,
      io.tokentally.springai;
}
