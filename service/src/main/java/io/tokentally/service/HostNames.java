package io.tokentally.service;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names of the service requests may use where nobody is asked who they are. A web page can
 * make its own name stand for the address of this machine; the browser then lets it read what is
 * here, but still sends that name. Immutable and thread-safe.
 */
final class HostNames {

  /** IPv4, as no name is; or anything with a colon, which names have none of and IPv6 has. */
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|.*:.*");

  private final boolean areAllAccepted;
  private final String own;

  private HostNames(boolean areAllAccepted, String own) {
    this.areAllAccepted = areAllAccepted;
    this.own = own;
  }

  static HostNames of(ServiceOptions options) {
    return new HostNames(!options.authentication().isOff(), lowerCase(options.host()));
  }

  /**
   * {@return the error answer to a request to this host, without its port; null if it is welcome}
   */
  @Nullable Answer refuse(String host) {
    if (areAllAccepted || isAccepted(lowerCase(host))) {
      return null;
    }
    return ErrorAnswers.misdirected(host);
  }

  private boolean isAccepted(String host) {
    return host.equals("localhost") || host.equals(own) || ADDRESS.matcher(host).matches();
  }

  private static String lowerCase(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
