package app.quhao.probe.table;

/** Turns a value into what a parameter takes. */
final class ArgumentTypes {
  private ArgumentTypes() {}

  /** `word` stands in the message of a misfit. */
  static Object fit(Class<?> type, Object value, Object word) throws MisfitException {
    if (value == null && !type.isPrimitive()) {
      return null;
    }
    if (value instanceof Number) {
      Number number = (Number) value;
      if (type == int.class || type == Integer.class) {
        return number.intValue();
      }
      if (type == long.class || type == Long.class) {
        return number.longValue();
      }
      if (type == short.class || type == Short.class) {
        return number.shortValue();
      }
      if (type == byte.class || type == Byte.class) {
        return number.byteValue();
      }
      if (type == double.class || type == Double.class) {
        return number.doubleValue();
      }
      if (type == float.class || type == Float.class) {
        return number.floatValue();
      }
      if (type == String.class) {
        return number.toString();
      }
    }
    if (type.isInstance(value) || (type == boolean.class && value instanceof Boolean)) {
      return value;
    }
    if (type.isEnum() && value instanceof String) {
      return constantOf(type, (String) value);
    }
    throw new MisfitException(word + " does not fit " + type.getName());
  }

  private static Object constantOf(Class<?> type, String name) throws MisfitException {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new MisfitException(type.getName() + " has no " + name);
  }
}
