package io.tokentally.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the contract: the members of an object in order, and the value that is made of them.
 * Checking, reading and writing go by this one table. Immutable and thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Schema<T> {

  /** The values of the members, in the order of the table. */
  public static final class Values {

    private final Iterator<? extends @Nullable Object> values;

    private Values(Iterator<? extends @Nullable Object> values) {
      this.values = values;
    }

    /** {@return the value of the next member} */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the table has its type
    public <V extends @Nullable Object> V next() {
      return (V) values.next();
    }
  }

  private final Function<Values, T> constructor;
  private final List<Member<T, ?>> members;
  private final Check check;
  private final boolean isAnswer;

  private Schema(Function<Values, T> constructor, Member<T, ?>[] members, boolean isAnswer) {
    this.constructor = constructor;
    this.isAnswer = isAnswer;
    Check.ObjectCheck object = isAnswer ? Check.openObject() : Check.object();
    List<Member<T, ?>> inOrder = new ArrayList<>();
    for (Member<T, ?> member : members) {
      inOrder.add(member);
      object.column(member.column());
    }
    this.members = List.copyOf(inOrder);
    this.check = object;
  }

  /**
   * {@return a schema of what is asked: it has no other members, and null is not written}
   *
   * @param constructor takes the values of all members in their order
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> Schema<T> request(Function<Values, T> constructor, Member<T, ?>... members) {
    return new Schema<>(constructor, members, false);
  }

  /** {@return a schema of what is answered: it may have members that are new; null is written} */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> Schema<T> answer(Function<Values, T> constructor, Member<T, ?>... members) {
    return new Schema<>(constructor, members, true);
  }

  /** {@return the members in order} */
  public List<Member<T, ?>> members() {
    return members;
  }

  /** {@return the check of an object of this schema} */
  public Check check() {
    return check;
  }

  /** {@return the value, as a member of another schema} */
  public ValueType<T> type() {
    return new ValueType<>(check, this::read, this::write);
  }

  /** {@return the value of an object that was checked} */
  public T read(Object checked) {
    Map<?, ?> object = (Map<?, ?>) checked;
    return make(member -> member.read(object));
  }

  /** {@return a value that has one other member} */
  public T with(T value, Member<T, ?> changed, @Nullable Object to) {
    return make(member -> member.equals(changed) ? to : member.getter().apply(value));
  }

  /** {@return the value that has these members} */
  public T make(Function<Member<T, ?>, ? extends @Nullable Object> valueOf) {
    return constructor.apply(new Values(members.stream().map(valueOf).iterator()));
  }

  /** Writes a value. */
  public void write(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeStartObject();
    for (Member<T, ?> member : members) {
      member.write(value, isAnswer, json, provider);
    }
    json.writeEndObject();
  }
}
