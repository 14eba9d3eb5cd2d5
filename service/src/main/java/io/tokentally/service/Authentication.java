package io.tokentally.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the service: HTTP Basic and Bearer, either or both, as the contract says. Secrets are
 * compared by their hashes, in a time that tells nothing about them. Immutable and thread-safe.
 */
public final class Authentication {

  /** Everybody may. */
  public static final Authentication NONE = new Authentication(null, null);

  private final byte @Nullable [] user;
  private final byte @Nullable [] token;

  private Authentication(@Nullable String userAndPassword, @Nullable String token) {
    this.user = userAndPassword == null ? null : hash(userAndPassword);
    this.token = token == null ? null : hash(token);
  }

  /**
   * {@return who knows one of them}
   *
   * @param userAndPassword {@code USER:PASS} for Basic, null for no Basic
   * @param token for Bearer, null for no Bearer
   * @throws IllegalArgumentException if the first has no colon, a part of it is empty, or the token
   *     is empty or cannot stand in a header
   */
  public static Authentication of(@Nullable String userAndPassword, @Nullable String token) {
    if (userAndPassword != null && userAndPassword.indexOf(':') < 0) {
      throw new IllegalArgumentException("expected USER:PASS, found no colon");
    }
    if (userAndPassword != null
        && (userAndPassword.startsWith(":")
            || userAndPassword.indexOf(':') == userAndPassword.length() - 1)) {
      throw new IllegalArgumentException("expected USER:PASS, found nothing for one of them");
    }
    if (token != null && token.isEmpty()) {
      throw new IllegalArgumentException("expected a token, found nothing");
    }
    if (token != null
        && (!token.strip().equals(token) || token.chars().anyMatch(Character::isISOControl))) {
      throw new IllegalArgumentException(
          "expected a token without space around it and without control characters");
    }
    return new Authentication(userAndPassword, token);
  }

  /** {@return whether everybody may} */
  public boolean isOff() {
    return user == null && token == null;
  }

  /**
   * {@return the error answer to a request with this {@code Authorization}, null if it is welcome}
   */
  @Nullable Answer refuse(@Nullable String authorization) {
    if (isOff() || (authorization != null && isKnown(authorization.strip()))) {
      return null;
    }
    String msg = authorization == null ? "required, but not there" : "not accepted";
    return ErrorAnswers.unauthorized(msg, challenges());
  }

  private boolean isKnown(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return false;
    }
    String credentials = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "basic" -> isEqual(user, decode(credentials));
      case "bearer" -> isEqual(token, Sha256.of(bytes(credentials)));
      default -> false;
    };
  }

  /** The bytes that were sent: the headers of HTTP are read as Latin-1, whatever they are. */
  private static byte[] bytes(String header) {
    return header.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte @Nullable [] decode(String credentials) {
    try {
      return Sha256.of(Base64.getDecoder().decode(credentials));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isEqual(byte @Nullable [] expected, byte @Nullable [] found) {
    return expected != null && found != null && MessageDigest.isEqual(expected, found);
  }

  private List<Answer.Header> challenges() {
    List<Answer.Header> challenges = new ArrayList<>();
    if (user != null) {
      String basic = "Basic realm=\"tokentally\", charset=\"UTF-8\"";
      challenges.add(new Answer.Header("WWW-Authenticate", basic));
    }
    if (token != null) {
      challenges.add(new Answer.Header("WWW-Authenticate", "Bearer realm=\"tokentally\""));
    }
    return challenges;
  }

  private static byte[] hash(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
  }
}
