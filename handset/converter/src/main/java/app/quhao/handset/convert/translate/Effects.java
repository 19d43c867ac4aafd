package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import java.util.ArrayList;
import java.util.List;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.instruction.FiveRegisterInstruction;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.OneRegisterInstruction;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.instruction.RegisterRangeInstruction;
import org.jf.dexlib2.iface.instruction.ThreeRegisterInstruction;
import org.jf.dexlib2.iface.instruction.TwoRegisterInstruction;
import org.jf.dexlib2.iface.instruction.NarrowLiteralInstruction;
import org.jf.dexlib2.iface.instruction.DualReferenceInstruction;
import org.jf.dexlib2.iface.reference.CallSiteReference;
import org.jf.dexlib2.iface.reference.FieldReference;
import org.jf.dexlib2.iface.reference.MethodProtoReference;
import org.jf.dexlib2.iface.reference.MethodReference;
import org.jf.dexlib2.iface.reference.Reference;
import org.jf.dexlib2.iface.reference.TypeReference;

/** Reads from an instruction, and from what the registers hold before it, what it does to them. */
final class Effects {
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  private final MethodCode code;

  Effects(MethodCode code) {
    this.code = code;
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
        return Effect.reads(argumentsOf(index));
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
        String type = index == 0 ? null : resultTypeOf(index - 1);
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

  /** Returns the type of the value that an instruction leaves for move-result, or null. */
  String resultTypeOf(int index) {
    if (!(code.at(index) instanceof ReferenceInstruction instruction)) {
      return null;
    }
    if (instruction instanceof DualReferenceInstruction dual) {
      return ((MethodProtoReference) dual.getReference2()).getReturnType();
    }
    return switch (instruction.getOpcode()) {
      case FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE -> typeOf(instruction);
      case INVOKE_CUSTOM, INVOKE_CUSTOM_RANGE ->
          ((CallSiteReference) instruction.getReference()).getMethodProto().getReturnType();
      default -> instruction.getReference() instanceof MethodReference method ? method.getReturnType() : null;
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
    return Effect.writes(target, value);
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
              registerA(index), Value.of(typeOf(instruction)), Use.of(registerA(index), Kind.REFERENCE));
      case NEW_INSTANCE ->
          Effect.writes(
              registerA(index),
              Value.of(RefType.fresh(typeOf(instruction), index)));
      case INSTANCE_OF, ARRAY_LENGTH ->
          Effect.writes(registerA(index), Value.of(Kind.INT), Use.of(registerB(index), Kind.REFERENCE));
      case NEW_ARRAY ->
          Effect.writes(registerA(index), Value.of(typeOf(instruction)), Use.of(registerB(index), Kind.INT));
      case FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE -> filledArray(instruction);
      default -> throw new TranslationException("the instruction is not one of an APK's dex");
    };
  }

  private static Effect filledArray(Instruction instruction) {
    Kind element = Kind.of(typeOf(instruction).substring(1));
    List<Use> uses = new ArrayList<>();
    for (int register : registersOf(instruction)) {
      uses.add(Use.of(register, element));
    }
    return Effect.reads(uses);
  }

  private List<Use> argumentsOf(int index) {
    Instruction instruction = code.at(index);
    Reference reference = ((ReferenceInstruction) instruction).getReference();
    List<? extends CharSequence> parameters;
    List<Use> uses = new ArrayList<>();
    int[] registers = registersOf(instruction);
    int at = 0;
    if (instruction instanceof DualReferenceInstruction dual) {
      uses.add(Use.typed(registers[at++], ((MethodReference) reference).getDefiningClass()));
      parameters = ((MethodProtoReference) dual.getReference2()).getParameterTypes();
    } else if (reference instanceof CallSiteReference site) {
      parameters = site.getMethodProto().getParameterTypes();
    } else {
      MethodReference method = (MethodReference) reference;
      parameters = method.getParameterTypes();
      if (!instruction.getOpcode().name().startsWith("INVOKE_STATIC")) {
        uses.add(receiver(registers[at++], instruction.getOpcode(), method));
      }
    }
    for (CharSequence parameter : parameters) {
      if (at >= registers.length) {
        throw new TranslationException("fewer registers than the called method has parameters");
      }
      Use use = Use.typed(registers[at], parameter.toString());
      uses.add(use);
      at += use.kind().size;
    }
    return uses;
  }

  private Use receiver(int register, Opcode opcode, MethodReference method) {
    if (method.getName().equals("<init>")) {
      return Use.of(register, Kind.REFERENCE);
    }
    boolean isOwn = opcode.name().startsWith("INVOKE_SUPER") || opcode.name().startsWith("INVOKE_DIRECT");
    return Use.typed(register, isOwn ? code.method.getDefiningClass() : method.getDefiningClass());
  }

  static int[] registersOf(Instruction instruction) {
    if (instruction instanceof RegisterRangeInstruction range) {
      int[] registers = new int[range.getRegisterCount()];
      for (int i = 0; i < registers.length; i++) {
        registers[i] = range.getStartRegister() + i;
      }
      return registers;
    }
    FiveRegisterInstruction five = (FiveRegisterInstruction) instruction;
    int[] all = {
      five.getRegisterC(), five.getRegisterD(), five.getRegisterE(), five.getRegisterF(), five.getRegisterG()
    };
    return java.util.Arrays.copyOf(all, five.getRegisterCount());
  }

  private int registerA(int index) {
    return ((OneRegisterInstruction) code.at(index)).getRegisterA();
  }

  private int registerB(int index) {
    return ((TwoRegisterInstruction) code.at(index)).getRegisterB();
  }

  static String typeOf(Instruction instruction) {
    return ((TypeReference) ((ReferenceInstruction) instruction).getReference()).getType();
  }
}
