package io.tokentally;

import io.tokentally.json.WantedMember;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a call that say what it did and how it ended. */
final class SpanAttributes {

  /** Exports keep the attributes of a span in a member of this name. */
  static final String OTEL = "otel";

  private SpanAttributes() {}

  /** {@return {@code attributes} of a call, of which these count alone} */
  static WantedMember ofCall() {
    List<WantedMember> members = new ArrayList<>();
    CallOperation.ATTRIBUTES.forEach(name -> members.add(WantedMember.whole(name)));
    CallStatus.ATTRIBUTES.forEach(name -> members.add(WantedMember.whole(name)));
    WantedMember[] own = members.toArray(WantedMember[]::new);
    members.add(WantedMember.inside(OTEL, own));
    return WantedMember.inside("attributes", members.toArray(WantedMember[]::new));
  }
}
