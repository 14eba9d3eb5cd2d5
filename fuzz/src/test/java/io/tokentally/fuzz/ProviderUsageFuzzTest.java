package io.tokentally.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.Provider;
import io.tokentally.providers.ProviderUsage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** A usage object as a provider returns it: told by its members, and as that of a provider. */
class ProviderUsageFuzzTest {

  private static final Provider[] PROVIDERS = Provider.values();

  @MethodSource("io.tokentally.fuzz.Seeds#providerUsages")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/usage.dict")
  @FuzzTest(maxExecutions = 600_000, maxDuration = "2h")
  void usage(byte[] json) {
    rollUp(Foreign.read(json, ProviderUsage::parse));
    // One provider each time: the fuzzer finds inputs of every length.
    Provider provider = PROVIDERS[json.length % PROVIDERS.length];
    rollUp(Foreign.read(json, text -> ProviderUsage.parse(provider, text)));
  }

  private static void rollUp(@Nullable RecordedUsage usage) {
    if (usage != null) {
      Object counts = Map.of("usage", Map.of("m", usage.counts()));
      Samples.reportAll(Call.builder().id("a").summary(counts).build());
    }
  }
}
