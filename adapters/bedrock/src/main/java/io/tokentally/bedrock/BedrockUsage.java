package io.tokentally.bedrock;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ProviderId;
import io.tokentally.providers.usage.ReadingContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * Reads the usage that the AWS SDK for Java returns from Bedrock's Converse API. Its input tokens
 * leave out those read from and written to a cache, so the three are added up. How long they are
 * kept is read where Bedrock says it.
 *
 * <p>Read a response rather than its usage where you have it: its service tier and its latency,
 * which change what it costs, stand beside the usage; they are among the {@link
 * RecordedUsage#otherKinds()}. What guardrails checked is charged apart, and is not read.
 *
 * <p>All fields that the SDK's class has are looked at: what looks like a count and is not known is
 * noted {@link UsageNote.Kind#UNREAD_MEMBER}. Absent counts are 0. Null, and usage without any
 * count, is that of one request, noted {@link UsageNote.Kind#NO_USAGE}. The provider is {@code
 * aws}.
 */
public final class BedrockUsage {

  private BedrockUsage() {}

  /**
   * {@return the usage of a response}
   *
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ConverseResponse response) {
    return read(response);
  }

  /**
   * {@return the usage of a streamed response}
   *
   * @param event its last event, the metadata
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ConverseStreamMetadataEvent event) {
    return read(event);
  }

  /**
   * {@return the usage of a response, without its service tier and latency}
   *
   * @throws ValidationException if a sum of counts exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable TokenUsage usage) {
    return read(usage);
  }

  private static RecordedUsage read(@Nullable SdkPojo pojo) {
    return LibraryUsage.read(
        new ReadingContext(ProviderId.BEDROCK, null, CacheConvention.AUTO),
        pojo == null ? null : SdkFields.of(pojo));
  }
}
