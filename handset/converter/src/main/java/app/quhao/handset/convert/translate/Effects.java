package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.OneRegisterInstruction;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.instruction.ThreeRegisterInstruction;
import org.jf.dexlib2.iface.instruction.TwoRegisterInstruction;
import org.jf.dexlib2.iface.instruction.NarrowLiteralInstruction;
import org.jf.dexlib2.iface.instruction.WideLiteralInstruction;
import org.jf.dexlib2.iface.reference.FieldReference;
import org.jf.dexlib2.iface.reference.StringReference;

/** Reads from an instruction, and from what the registers hold before it, what it does to them. */
final class Effects {
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  private final MethodCode code;
  private final boolean isDense;

  /** `isDense`: constants are known wherever they are used. */
  Effects(MethodCode code, boolean isDense) {
    this.code = code;
    this.isDense = isDense;
  }

  Effect of(int index, Value[] before) {
    Opcode opcode = code.opcode(index);
    Operator operator = Operator.of(opcode);
    if (operator != null) {
      return ofOperator(operator, code.at(index));
    }
    String name = opcode.name();
    if (name.startsWith("MOVE")) {
      return ofMove(index, before);
    }
    if (name.startsWith("CONST")) {
      return ofConst(index);
    }
    if (name.startsWith("AGET") || name.startsWith("APUT")) {
      return ofArray(index, before);
    }
    if (opcode.flags != 0 && code.at(index) instanceof ReferenceInstruction instruction) {
      if (instruction.getReference() instanceof FieldReference field) {
        return ofField(index, field);
      }
      if (name.startsWith("INVOKE")) {
        return Effect.reads(Arguments.of(code.at(index), code.method.getDefiningClass()));
      }
    }
    return name.startsWith("IF_") ? ofIf(index, before) : ofOther(index, before);
  }

  private static Effect ofOperator(Operator operator, Instruction instruction) {
    TwoRegisterInstruction two =
        instruction instanceof TwoRegisterInstruction registers ? registers : null;
    return switch (operator.form()) {
      case UNARY, NOT, LITERAL, LITERAL_FIRST ->
          Effect.writes(
              two.getRegisterA(), Value.of(operator.result()), Use.of(two.getRegisterB(), operator.left()));
      case TWO_REGISTERS ->
          Effect.writes(
              two.getRegisterA(),
              Value.of(operator.result()),
              Use.of(two.getRegisterA(), operator.left()),
              Use.of(two.getRegisterB(), operator.right()));
      case THREE_REGISTERS -> {
        ThreeRegisterInstruction three = (ThreeRegisterInstruction) instruction;
        yield Effect.writes(
            three.getRegisterA(),
            Value.of(operator.result()),
            Use.of(three.getRegisterB(), operator.left()),
            Use.of(three.getRegisterC(), operator.right()));
      }
    };
  }

  private Effect ofMove(int index, Value[] before) {
    Opcode opcode = code.opcode(index);
    int target = registerA(index);
    return switch (opcode) {
      case MOVE_EXCEPTION -> Effect.writes(target, Value.of(code.caughtTypeAt(index)));
      case MOVE_RESULT, MOVE_RESULT_WIDE, MOVE_RESULT_OBJECT -> {
        String type = index == 0 ? null : Arguments.resultTypeOf(code.at(index - 1));
        if (type == null || type.equals("V")) {
          throw new TranslationException("there is no result to move");
        }
        yield Effect.writes(target, Value.of(type));
      }
      default -> {
        int source = ((TwoRegisterInstruction) code.at(index)).getRegisterB();
        yield Effect.copies(target, source, before[source]);
      }
    };
  }

  private Effect ofConst(int index) {
    int target = registerA(index);
    Value value =
        switch (code.opcode(index)) {
          case CONST_4, CONST_16, CONST, CONST_HIGH16 ->
              ((NarrowLiteralInstruction) code.at(index)).getNarrowLiteral() == 0 ? Value.ZERO : Value.NARROW;
          case CONST_STRING, CONST_STRING_JUMBO -> Value.of("Ljava/lang/String;");
          case CONST_CLASS -> Value.of("Ljava/lang/Class;");
          case CONST_METHOD_HANDLE -> Value.of("Ljava/lang/invoke/MethodHandle;");
          case CONST_METHOD_TYPE -> Value.of("Ljava/lang/invoke/MethodType;");
          default -> Value.WIDE;
        };
    return Effect.writes(target, isDense ? value.withConstant(constantOf(code.at(index))) : value);
  }

  /** Null for a class, a handle, a type, and a string that is no single constant of a class file. */
  private static Object constantOf(Instruction instruction) {
    if (instruction instanceof WideLiteralInstruction literal) {
      return literal.getWideLiteral();
    }
    boolean isString =
        instruction instanceof ReferenceInstruction named && named.getReference() instanceof StringReference;
    String text = isString ? ((StringReference) ((ReferenceInstruction) instruction).getReference()).getString() : null;
    return text != null && Assembler.isOneConstant(text) ? text : null;
  }

  private Effect ofArray(int index, Value[] before) {
    ThreeRegisterInstruction registers = (ThreeRegisterInstruction) code.at(index);
    ArrayAccess access = ArrayAccess.of(code.opcode(index), before[registers.getRegisterB()]);
    Use array = new Use(registers.getRegisterB(), Kind.REFERENCE, access.arrayType());
    Use at = Use.of(registers.getRegisterC(), Kind.INT);
    if (access.isPut()) {
      return Effect.reads(array, at, Use.of(registers.getRegisterA(), access.kindToPut(before[registers.getRegisterA()])));
    }
    return Effect.writes(registers.getRegisterA(), access.element(), array, at);
  }

  private Effect ofField(int index, FieldReference field) {
    String name = code.opcode(index).name();
    String type = field.getType();
    int value = registerA(index);
    if (name.startsWith("SGET")) {
      return Effect.writes(value, Value.of(type));
    }
    if (name.startsWith("SPUT")) {
      return Effect.reads(Use.typed(value, type));
    }
    int object = ((TwoRegisterInstruction) code.at(index)).getRegisterB();
    Use owner = Use.typed(object, field.getDefiningClass());
    return name.startsWith("IGET")
        ? Effect.writes(value, Value.of(type), owner)
        : Effect.reads(owner, Use.typed(value, type));
  }

  private Effect ofIf(int index, Value[] before) {
    Opcode opcode = code.opcode(index);
    int left = registerA(index);
    boolean isEquality =
        opcode == Opcode.IF_EQ || opcode == Opcode.IF_NE || opcode == Opcode.IF_EQZ || opcode == Opcode.IF_NEZ;
    if (opcode.name().endsWith("Z")) {
      boolean isInt = !isEquality || before[left].has(Kind.INT);
      return Effect.reads(Use.of(left, isInt ? Kind.INT : Kind.REFERENCE));
    }
    int right = ((TwoRegisterInstruction) code.at(index)).getRegisterB();
    boolean isInt = !isEquality || (before[left].has(Kind.INT) && before[right].has(Kind.INT));
    Kind kind = isInt ? Kind.INT : Kind.REFERENCE;
    return Effect.reads(Use.of(left, kind), Use.of(right, kind));
  }

  private Effect ofOther(int index, Value[] before) {
    Instruction instruction = code.at(index);
    return switch (instruction.getOpcode()) {
      case NOP, GOTO, GOTO_16, GOTO_32, RETURN_VOID -> Effect.NOTHING;
      case RETURN, RETURN_WIDE, RETURN_OBJECT ->
          Effect.reads(Use.typed(registerA(index), code.method.getReturnType()));
      case MONITOR_ENTER, MONITOR_EXIT, FILL_ARRAY_DATA ->
          Effect.reads(Use.of(registerA(index), Kind.REFERENCE));
      case PACKED_SWITCH, SPARSE_SWITCH -> Effect.reads(Use.of(registerA(index), Kind.INT));
      case THROW -> Effect.reads(Use.typed(registerA(index), THROWABLE));
      case CHECK_CAST ->
          Effect.writes(
              registerA(index), Value.of(Arguments.typeOf(instruction)), Use.of(registerA(index), Kind.REFERENCE));
      case NEW_INSTANCE ->
          Effect.writes(
              registerA(index),
              Value.of(RefType.fresh(Arguments.typeOf(instruction), index)));
      case INSTANCE_OF, ARRAY_LENGTH ->
          Effect.writes(registerA(index), Value.of(Kind.INT), Use.of(registerB(index), Kind.REFERENCE));
      case NEW_ARRAY ->
          Effect.writes(registerA(index), Value.of(Arguments.typeOf(instruction)), Use.of(registerB(index), Kind.INT));
      case FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE -> Effect.reads(Arguments.ofFilledArray(instruction));
      default -> throw new TranslationException("the instruction is not one of an APK's dex");
    };
  }

  private int registerA(int index) {
    return ((OneRegisterInstruction) code.at(index)).getRegisterA();
  }

  private int registerB(int index) {
    return ((TwoRegisterInstruction) code.at(index)).getRegisterB();
  }
}
