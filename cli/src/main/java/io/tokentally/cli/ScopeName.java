package io.tokentally.cli;

import io.tokentally.aggregation.UsageScope;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a scope: {@code model-calls} is {@link UsageScope#MODEL_CALLS}. */
final class ScopeName implements ITypeConverter<UsageScope> {

  @Override
  public UsageScope convert(String value) {
    for (UsageScope scope : UsageScope.values()) {
      if (name(scope).equalsIgnoreCase(value)) {
        return scope;
      }
    }
    String known =
        Arrays.stream(UsageScope.values()).map(ScopeName::name).collect(Collectors.joining(", "));
    throw new TypeConversionException("expected one of " + known + ", found '" + value + "'");
  }

  private static String name(UsageScope scope) {
    return scope.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
