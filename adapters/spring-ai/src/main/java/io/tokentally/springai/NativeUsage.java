package io.tokentally.springai;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.anthropic.AnthropicUsage;
import io.tokentally.bedrock.BedrockUsage;
import io.tokentally.googlegenai.GoogleGenAiUsage;
import io.tokentally.openai.OpenAiUsage;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ReadingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * The usage of the provider's own library, which Spring AI keeps. Its type is recognised by its
 * name, and each library's is read in a class of its own: only the library in use has to be there.
 */
final class NativeUsage {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private NativeUsage() {}

  /** {@return the usage; null if there is none of the provider's own} */
  static @Nullable RecordedUsage read(Usage usage) {
    Object own = usage.getNativeUsage();
    if (own == null) {
      return null;
    }
    for (Class<?> type = own.getClass(); type != null; type = type.getSuperclass()) {
      RecordedUsage known = read(type.getName(), own, usage);
      if (known != null) {
        return known;
      }
    }
    return own instanceof Map<?, ?> members ? counts(members) : readUnknown(own, usage);
  }

  private static @Nullable RecordedUsage read(String type, Object own, Usage usage) {
    return switch (type) {
      case "com.openai.models.completions.CompletionUsage" -> OpenAi.chat(own);
      case "com.openai.models.embeddings.CreateEmbeddingResponse$Usage" -> OpenAi.embedding(own);
      case "com.anthropic.models.messages.Usage" -> Anthropic.message(own);
      case "com.anthropic.models.messages.MessageDeltaUsage" -> Anthropic.stream(own, usage);
      case "com.google.genai.types.GenerateContentResponseUsageMetadata" -> Google.read(own);
      case "software.amazon.awssdk.services.bedrockruntime.model.TokenUsage" -> Bedrock.read(own);
      default -> null;
    };
  }

  /** Reads an object of which only what Jackson makes of it is known; else names it. */
  private static RecordedUsage readUnknown(Object own, Usage usage) {
    Map<?, ?> members = null;
    try {
      members = MAPPER.convertValue(own, Map.class);
    } catch (IllegalArgumentException e) {
      // No object of properties; it is named below.
    }
    RecordedUsage read = members == null ? null : counts(members);
    if (read != null) {
      return read;
    }
    String type = own.getClass().getName();
    return RecordedUsage.builder()
        .from(OwnCounts.read(usage, CacheConvention.AUTO))
        .addNotes(new ReadingNote(UsageNote.Kind.UNREAD_MEMBER, "nativeUsage", type))
        .build();
  }

  /** {@return the usage of an object of counts; null if it has none} */
  private static @Nullable RecordedUsage counts(Map<?, ?> members) {
    RecordedUsage read =
        LibraryUsage.read(new ReadingContext(null, null, CacheConvention.AUTO), members);
    boolean isNothing =
        read.notes().stream().anyMatch(note -> note.kind() == UsageNote.Kind.NO_USAGE);
    return isNothing ? null : read;
  }

  private static final class OpenAi {
    static RecordedUsage chat(Object usage) {
      return OpenAiUsage.of((CompletionUsage) usage);
    }

    static RecordedUsage embedding(Object usage) {
      return OpenAiUsage.of((CreateEmbeddingResponse.Usage) usage);
    }
  }

  private static final class Anthropic {
    static RecordedUsage message(Object usage) {
      return AnthropicUsage.of((com.anthropic.models.messages.Usage) usage);
    }

    /** What the last event of a stream does not repeat, Spring AI has from the first one. */
    static RecordedUsage stream(Object own, Usage usage) {
      MessageDeltaUsage last = (MessageDeltaUsage) own;
      MessageDeltaUsage.Builder whole = last.toBuilder();
      if (last.inputTokens().isEmpty() && usage.getPromptTokens() != null) {
        whole.inputTokens(usage.getPromptTokens().longValue());
      }
      if (last.cacheReadInputTokens().isEmpty()) {
        whole.cacheReadInputTokens(usage.getCacheReadInputTokens());
      }
      if (last.cacheCreationInputTokens().isEmpty()) {
        whole.cacheCreationInputTokens(usage.getCacheWriteInputTokens());
      }
      return AnthropicUsage.of(whole.build());
    }
  }

  private static final class Google {
    static RecordedUsage read(Object usage) {
      return GoogleGenAiUsage.of((GenerateContentResponseUsageMetadata) usage);
    }
  }

  private static final class Bedrock {
    static RecordedUsage read(Object usage) {
      return BedrockUsage.of((TokenUsage) usage);
    }
  }
}
