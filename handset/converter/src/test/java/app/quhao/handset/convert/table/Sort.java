package app.quhao.handset.convert.table;

/** How the assembler spells a primitive kind, with values at which operators are at their limits. */
enum Sort {
  INT("I", "", "", 0, 1, -1, 2, 5, 31, 33, -8, 0x12345, Integer.MIN_VALUE, Integer.MAX_VALUE),
  LONG("J", "-wide", "-wide", 0L, 1L, -1L, 3L, 33L, 65L, 1L << 40, -7L, Long.MIN_VALUE, Long.MAX_VALUE),
  FLOAT("F", "", "", 0f, -0f, 1f, -1.5f, Float.NaN, 1e30f, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 3e9f),
  DOUBLE("D", "-wide", "-wide", 0d, -0d, 1d, -2.5d, Double.NaN, 1e300, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 1e19);

  final String descriptor;
  final String move;
  final String result;
  final Object[] values;

  Sort(String descriptor, String move, String result, Object... values) {
    this.descriptor = descriptor;
    this.move = "move" + move;
    this.result = "return" + result;
    this.values = values;
  }

  boolean isWide() {
    return this == LONG || this == DOUBLE;
  }

  String lower() {
    return name().toLowerCase();
  }

  /** An instruction that loads the value into the register. */
  String load(String register, Object value) {
    return switch (this) {
      case INT -> "const " + register + ", " + hex((Integer) value);
      case FLOAT -> "const " + register + ", " + hex(Float.floatToRawIntBits((Float) value));
      case LONG -> "const-wide " + register + ", " + hex((Long) value) + 'L';
      case DOUBLE -> "const-wide " + register + ", " + hex(Double.doubleToRawLongBits((Double) value)) + 'L';
    };
  }

  static String hex(long value) {
    return value < 0 ? "-0x" + Long.toUnsignedString(-value, 16) : "0x" + Long.toHexString(value);
  }
}
