package app.quhao.handset.convert.translate;

import java.util.EnumMap;
import java.util.Map;
import org.jf.dexlib2.Opcode;
import org.objectweb.asm.Opcodes;

/** The arithmetic of both machines, one row an instruction. `right` is null for unary operators. */
record Operator(Form form, int jvmOpcode, Kind result, Kind left, Kind right) {
  enum Form {
    UNARY,
    /** A complement, for which a JVM has no instruction: exclusive or with -1. */
    NOT,
    THREE_REGISTERS,
    TWO_REGISTERS,
    LITERAL,
    /** The literal is the left operand (rsub-int). */
    LITERAL_FIRST
  }

  private static final Map<Opcode, Operator> TABLE = new EnumMap<>(Opcode.class);

  /** In the order of the JVM's opcodes: IADD, LADD, FADD, DADD, ISUB and so on. */
  private static final Kind[] NUMBERS = {Kind.INT, Kind.LONG, Kind.FLOAT, Kind.DOUBLE};

  private static final String[] ON_ALL = {"ADD", "SUB", "MUL", "DIV", "REM"};
  private static final String[] ON_INTEGERS = {"SHL", "SHR", "USHR", "AND", "OR", "XOR"};

  static {
    unary();
    conversions();
    for (int i = 0; i < NUMBERS.length; i++) {
      for (int j = 0; j < ON_ALL.length; j++) {
        binary(ON_ALL[j], NUMBERS[i], NUMBERS[i], Opcodes.IADD + 4 * j + i);
      }
    }
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < ON_INTEGERS.length; j++) {
        Kind right = ON_INTEGERS[j].contains("SH") ? Kind.INT : NUMBERS[i];
        binary(ON_INTEGERS[j], NUMBERS[i], right, Opcodes.ISHL + 2 * j + i);
      }
    }
    literals();
    comparisons();
  }

  /** Returns null if the instruction is not an operator. */
  static Operator of(Opcode opcode) {
    return TABLE.get(opcode);
  }

  private static void unary() {
    for (int i = 0; i < NUMBERS.length; i++) {
      Kind kind = NUMBERS[i];
      put("NEG_" + kind, new Operator(Form.UNARY, Opcodes.INEG + i, kind, kind, null));
    }
    put("NOT_INT", new Operator(Form.NOT, Opcodes.IXOR, Kind.INT, Kind.INT, null));
    put("NOT_LONG", new Operator(Form.NOT, Opcodes.LXOR, Kind.LONG, Kind.LONG, null));
  }

  private static void conversions() {
    int opcode = Opcodes.I2L;
    for (Kind from : NUMBERS) {
      for (Kind to : NUMBERS) {
        if (from != to) {
          put(from + "_TO_" + to, new Operator(Form.UNARY, opcode++, to, from, null));
        }
      }
    }
    put("INT_TO_BYTE", new Operator(Form.UNARY, Opcodes.I2B, Kind.INT, Kind.INT, null));
    put("INT_TO_CHAR", new Operator(Form.UNARY, Opcodes.I2C, Kind.INT, Kind.INT, null));
    put("INT_TO_SHORT", new Operator(Form.UNARY, Opcodes.I2S, Kind.INT, Kind.INT, null));
  }

  private static void binary(String name, Kind left, Kind right, int jvmOpcode) {
    put(name + '_' + left, new Operator(Form.THREE_REGISTERS, jvmOpcode, left, left, right));
    put(name + '_' + left + "_2ADDR", new Operator(Form.TWO_REGISTERS, jvmOpcode, left, left, right));
  }

  private static void literals() {
    String[] wide = {"ADD", "MUL", "DIV", "REM", "AND", "OR", "XOR"};
    for (String name : wide) {
      int jvmOpcode = TABLE.get(Opcode.valueOf(name + "_INT")).jvmOpcode;
      put(name + "_INT_LIT16", literal(Form.LITERAL, jvmOpcode));
      put(name + "_INT_LIT8", literal(Form.LITERAL, jvmOpcode));
    }
    for (String name : new String[] {"SHL", "SHR", "USHR"}) {
      put(name + "_INT_LIT8", literal(Form.LITERAL, TABLE.get(Opcode.valueOf(name + "_INT")).jvmOpcode));
    }
    put("RSUB_INT", literal(Form.LITERAL_FIRST, Opcodes.ISUB));
    put("RSUB_INT_LIT8", literal(Form.LITERAL_FIRST, Opcodes.ISUB));
  }

  private static Operator literal(Form form, int jvmOpcode) {
    return new Operator(form, jvmOpcode, Kind.INT, Kind.INT, Kind.INT);
  }

  private static void comparisons() {
    compare("CMPL_FLOAT", Opcodes.FCMPL, Kind.FLOAT);
    compare("CMPG_FLOAT", Opcodes.FCMPG, Kind.FLOAT);
    compare("CMPL_DOUBLE", Opcodes.DCMPL, Kind.DOUBLE);
    compare("CMPG_DOUBLE", Opcodes.DCMPG, Kind.DOUBLE);
    compare("CMP_LONG", Opcodes.LCMP, Kind.LONG);
  }

  private static void compare(String name, int jvmOpcode, Kind of) {
    put(name, new Operator(Form.THREE_REGISTERS, jvmOpcode, Kind.INT, of, of));
  }

  private static void put(String name, Operator row) {
    TABLE.put(Opcode.valueOf(name), row);
  }
}
