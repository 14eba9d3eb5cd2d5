package io.tokentally.spark.rows;

import java.util.Arrays;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** Which types make JSON that our reader never rejects. */
public final class StructJson {

  private StructJson() {}

  /**
   * {@return whether every value of the type is read as the JSON that it is} Not so with maps, in
   * which a key can stand twice, and variants, which nest as deep as they like: what is rejected
   * counts as text, and has nothing below it.
   */
  public static boolean isAlwaysRead(DataType type) {
    if (type instanceof StructType struct) {
      boolean distinct = Arrays.stream(struct.fieldNames()).distinct().count() == struct.size();
      return distinct
          && Arrays.stream(struct.fields()).allMatch(field -> isAlwaysRead(field.dataType()));
    }
    if (type instanceof ArrayType array) {
      return isAlwaysRead(array.elementType());
    }
    boolean plain = type instanceof AtomicType || type instanceof NullType;
    return plain && !(type instanceof VariantType);
  }
}
