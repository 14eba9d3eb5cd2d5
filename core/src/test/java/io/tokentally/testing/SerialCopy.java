package io.tokentally.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** Copies objects by Java serialisation, as they go from one process to another. */
public final class SerialCopy {

  private SerialCopy() {}

  /** {@return what the bytes of an object are read back as} */
  @SuppressWarnings("unchecked") // a copy has the type of what was copied
  public static <T extends Serializable> T of(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    byte[] copy = bytes.toByteArray();
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(copy))) {
      return (T) in.readObject();
    }
  }
}
