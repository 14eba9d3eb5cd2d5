package io.tokentally;

import io.tokentally.json.MemberReader.Member;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a call that say what it did and how it ended. */
final class SpanAttributes {

  /** Exports keep the attributes of a span in a member of this name. */
  static final String OTEL = "otel";

  private SpanAttributes() {}

  /** {@return {@code attributes} of a call, of which these count alone} */
  static Member ofCall() {
    List<Member> members = new ArrayList<>();
    CallOperation.ATTRIBUTES.forEach(name -> members.add(Member.whole(name)));
    CallStatus.ATTRIBUTES.forEach(name -> members.add(Member.whole(name)));
    Member[] own = members.toArray(Member[]::new);
    members.add(Member.inside(OTEL, own));
    return Member.inside("attributes", members.toArray(Member[]::new));
  }
}
