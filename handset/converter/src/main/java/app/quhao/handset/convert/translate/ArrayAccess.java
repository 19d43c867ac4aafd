package app.quhao.handset.convert.translate;

import org.jf.dexlib2.Opcode;
import org.objectweb.asm.Opcodes;

/**
 * One aget or aput. `aget` serves int and float arrays, `aget-wide` long and double ones: the array's
 * type decides, and if the array is the null constant the access only throws.
 */
record ArrayAccess(boolean isPut, String arrayType, boolean isNull) {
  static ArrayAccess of(Opcode opcode, Value array) {
    boolean isPut = opcode.name().startsWith("APUT");
    RefType type = array.reference();
    boolean isNull = type == null || type.isNull();
    return new ArrayAccess(isPut, arrayType(opcode, isNull ? null : type), isNull);
  }

  private static String arrayType(Opcode opcode, RefType array) {
    return switch (opcode) {
      case AGET, APUT -> oneOf("[I", "[F", array);
      case AGET_WIDE, APUT_WIDE -> oneOf("[J", "[D", array);
      case AGET_BOOLEAN, APUT_BOOLEAN -> "[Z";
      case AGET_BYTE, APUT_BYTE -> "[B";
      case AGET_CHAR, APUT_CHAR -> "[C";
      case AGET_SHORT, APUT_SHORT -> "[S";
      default -> array != null && array.isArray() ? array.descriptor() : "[Ljava/lang/Object;";
    };
  }

  private static String oneOf(String first, String second, RefType array) {
    return array != null && second.equals(array.descriptor()) ? second : first;
  }

  /** What the access leaves in its register. From a null array both kinds stay possible. */
  Value element() {
    if (!isNull) {
      return Value.of(arrayType.substring(1));
    }
    return switch (arrayType) {
      case "[I" -> Value.NARROW;
      case "[J" -> Value.WIDE;
      case "[Ljava/lang/Object;" -> Value.of(RefType.NULL);
      default -> Value.of(arrayType.substring(1));
    };
  }

  Kind kindToPut(Value value) {
    Kind kind = Kind.of(arrayType.substring(1));
    if (isNull && !value.has(kind)) {
      return kind == Kind.INT ? Kind.FLOAT : kind == Kind.LONG ? Kind.DOUBLE : kind;
    }
    return kind;
  }

  /** The JVM instruction for a value of this kind. */
  int jvmOpcode(Kind kind) {
    int load =
        switch (arrayType.charAt(1)) {
          case 'Z', 'B' -> Opcodes.BALOAD;
          case 'C' -> Opcodes.CALOAD;
          case 'S' -> Opcodes.SALOAD;
          default ->
              switch (kind) {
                case INT -> Opcodes.IALOAD;
                case FLOAT -> Opcodes.FALOAD;
                case LONG -> Opcodes.LALOAD;
                case DOUBLE -> Opcodes.DALOAD;
                case REFERENCE -> Opcodes.AALOAD;
              };
        };
    return isPut ? load + Opcodes.IASTORE - Opcodes.IALOAD : load;
  }
}
