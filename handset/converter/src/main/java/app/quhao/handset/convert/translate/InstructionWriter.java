package app.quhao.handset.convert.translate;

import java.util.BitSet;
import java.util.List;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.NarrowLiteralInstruction;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.instruction.SwitchElement;
import org.jf.dexlib2.iface.instruction.ThreeRegisterInstruction;
import org.jf.dexlib2.iface.instruction.WideLiteralInstruction;
import org.jf.dexlib2.iface.reference.FieldReference;
import org.jf.dexlib2.iface.reference.MethodHandleReference;
import org.jf.dexlib2.iface.reference.MethodProtoReference;
import org.jf.dexlib2.iface.reference.StringReference;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes one Dalvik instruction as JVM instructions. */
final class InstructionWriter {
  private final Site site;
  private final MethodCode code;
  private final Assembler out;
  private final CallWriter calls;
  private final ArrayWriter arrays;
  private final Constants constants;

  InstructionWriter(Site site, Rewrites rewrites) {
    this.site = site;
    this.code = site.code;
    this.out = site.out;
    this.constants = new Constants(site.types);
    this.calls = new CallWriter(site, rewrites, constants);
    this.arrays = new ArrayWriter(site);
  }

  void write(int index, Effect effect) {
    if (isUnreadString(index, effect)) {
      return;
    }
    List<MethodCode.Handler> handlers = code.handlersOf(index);
    if (!handlers.isEmpty()) {
      out.guard(handlers);
    }
    writeOperation(index, effect);
    if (!handlers.isEmpty()) {
      out.endGuard();
    }
    finish(index, effect);
  }

  /** A known string of which every use has its own constant. */
  private boolean isUnreadString(int index, Effect effect) {
    return effect.target() >= 0
        && effect.copiedFrom() < 0
        && effect.result().constant() instanceof String
        && !site.live.after(index).get(Liveness.key(effect.target(), Kind.REFERENCE));
  }

  /** Everything that can throw, and nothing that writes a register. */
  private void writeOperation(int index, Effect effect) {
    Opcode opcode = code.opcode(index);
    Operator operator = Operator.of(opcode);
    String name = opcode.name();
    if (operator != null) {
      writeOperator(index, effect, operator);
    } else if (name.startsWith("INVOKE")) {
      calls.write(index, effect);
    } else if (name.startsWith("IF_")) {
      site.loadAll(index, effect);
      out.jump(ifOpcode(opcode, effect), site.label(code.branchTarget(index)));
    } else if (name.startsWith("AGET") || name.startsWith("APUT")) {
      site.loadAll(index, effect);
      out.insn(arrayAccess(index).jvmOpcode(accessedKind(index, effect)));
    } else if (name.startsWith("CONST_")) {
      writeConstant(index);
    } else if (code.at(index) instanceof ReferenceInstruction instruction
        && instruction.getReference() instanceof FieldReference field) {
      site.loadAll(index, effect);
      writeField(name, field);
    } else {
      writeOther(index, effect);
    }
  }

  private void writeOperator(int index, Effect effect, Operator operator) {
    if (operator.form() == Operator.Form.LITERAL_FIRST) {
      out.pushInt(((NarrowLiteralInstruction) code.at(index)).getNarrowLiteral());
    }
    site.loadAll(index, effect);
    if (operator.form() == Operator.Form.LITERAL) {
      out.pushInt(((NarrowLiteralInstruction) code.at(index)).getNarrowLiteral());
    } else if (operator.form() == Operator.Form.NOT) {
      out.pushBits(-1, operator.left());
    }
    out.insn(operator.jvmOpcode());
  }

  private static int ifOpcode(Opcode opcode, Effect effect) {
    boolean isReference = effect.uses().get(0).kind() == Kind.REFERENCE;
    return switch (opcode) {
      case IF_EQ -> isReference ? Opcodes.IF_ACMPEQ : Opcodes.IF_ICMPEQ;
      case IF_NE -> isReference ? Opcodes.IF_ACMPNE : Opcodes.IF_ICMPNE;
      case IF_LT -> Opcodes.IF_ICMPLT;
      case IF_GE -> Opcodes.IF_ICMPGE;
      case IF_GT -> Opcodes.IF_ICMPGT;
      case IF_LE -> Opcodes.IF_ICMPLE;
      case IF_EQZ -> isReference ? Opcodes.IFNULL : Opcodes.IFEQ;
      case IF_NEZ -> isReference ? Opcodes.IFNONNULL : Opcodes.IFNE;
      case IF_LTZ -> Opcodes.IFLT;
      case IF_GEZ -> Opcodes.IFGE;
      case IF_GTZ -> Opcodes.IFGT;
      default -> Opcodes.IFLE;
    };
  }

  private ArrayAccess arrayAccess(int index) {
    int array = ((ThreeRegisterInstruction) code.at(index)).getRegisterB();
    return ArrayAccess.of(code.opcode(index), site.flow.before(index)[array]);
  }

  private Kind accessedKind(int index, Effect effect) {
    return effect.target() < 0 ? effect.uses().get(2).kind() : Kind.of(arrayAccess(index).arrayType().substring(1));
  }

  private void writeConstant(int index) {
    if (!(code.at(index) instanceof ReferenceInstruction instruction)) {
      return;
    }
    switch (instruction.getOpcode()) {
      case CONST_STRING, CONST_STRING_JUMBO ->
          out.pushString(((StringReference) instruction.getReference()).getString());
      case CONST_CLASS -> out.pushClass(Arguments.typeOf(instruction));
      case CONST_METHOD_HANDLE -> out.constant(constants.handle((MethodHandleReference) instruction.getReference()));
      default ->
          out.constant(Type.getMethodType(Descriptors.of((MethodProtoReference) instruction.getReference())));
    }
  }

  private void writeField(String name, FieldReference field) {
    int opcode =
        switch (name.substring(0, 4)) {
          case "SGET" -> Opcodes.GETSTATIC;
          case "SPUT" -> Opcodes.PUTSTATIC;
          case "IGET" -> Opcodes.GETFIELD;
          default -> Opcodes.PUTFIELD;
        };
    out.field(
        opcode, new Member(TypeRules.internalName(field.getDefiningClass()), field.getName(), field.getType()));
  }

  private void writeOther(int index, Effect effect) {
    Instruction instruction = code.at(index);
    switch (instruction.getOpcode()) {
      case GOTO, GOTO_16, GOTO_32 -> out.jump(Opcodes.GOTO, site.label(code.branchTarget(index)));
      case PACKED_SWITCH, SPARSE_SWITCH -> writeSwitch(index, effect);
      case FILL_ARRAY_DATA -> arrays.fill(index, effect);
      case FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE -> arrays.createFilled(index, effect);
      case NEW_INSTANCE -> {
        out.label(site.labelOfNew(index));
        out.type(Opcodes.NEW, TypeRules.internalName(Arguments.typeOf(instruction)));
      }
      case NEW_ARRAY -> {
        site.loadAll(index, effect);
        arrays.create(Arguments.typeOf(instruction));
      }
      case CHECK_CAST, INSTANCE_OF -> {
        demandClass(Arguments.typeOf(instruction));
        site.loadAll(index, effect);
        writeSimple(instruction);
      }
      default -> {
        site.loadAll(index, effect);
        writeSimple(instruction);
      }
    }
  }

  /** ART looks for the class before it looks at the object; a JVM lets null pass without it. */
  private void demandClass(String descriptor) {
    if (!site.types.isLoadable(descriptor)) {
      out.pushClass(descriptor);
      out.insn(Opcodes.POP);
    }
  }

  private void writeSimple(Instruction instruction) {
    switch (instruction.getOpcode()) {
      case RETURN_VOID -> out.insn(Opcodes.RETURN);
      case RETURN, RETURN_WIDE, RETURN_OBJECT ->
          out.insn(Type.getType(code.method.getReturnType()).getOpcode(Opcodes.IRETURN));
      case MONITOR_ENTER -> out.insn(Opcodes.MONITORENTER);
      case MONITOR_EXIT -> out.insn(Opcodes.MONITOREXIT);
      case ARRAY_LENGTH -> out.insn(Opcodes.ARRAYLENGTH);
      case THROW -> out.insn(Opcodes.ATHROW);
      case CHECK_CAST -> out.type(Opcodes.CHECKCAST, TypeRules.internalName(Arguments.typeOf(instruction)));
      case INSTANCE_OF -> out.type(Opcodes.INSTANCEOF, TypeRules.internalName(Arguments.typeOf(instruction)));
      default -> {
        // Moves and numbers only write registers, nop does nothing.
      }
    }
  }

  private void writeSwitch(int index, Effect effect) {
    site.loadAll(index, effect);
    List<? extends SwitchElement> elements = code.switchElements(index);
    Label otherwise = site.label(index + 1);
    Label[] labels = new Label[elements.size()];
    int[] keys = new int[elements.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = site.label(code.switchTarget(index, elements.get(i)));
      keys[i] = elements.get(i).getKey();
    }
    if (code.opcode(index) == Opcode.PACKED_SWITCH && labels.length > 0) {
      out.tableSwitch(keys[0], otherwise, labels);
    } else {
      out.lookupSwitch(keys, otherwise, labels);
    }
  }

  /** Puts results where they belong. */
  private void finish(int index, Effect effect) {
    if (effect.copiedFrom() >= 0) {
      site.copy(index, effect);
    } else if (code.at(index) instanceof WideLiteralInstruction literal && code.opcode(index).name().startsWith("CONST")) {
      site.storeBits(index, effect, literal.getWideLiteral());
    } else if (effect.target() >= 0) {
      finishResult(index, effect);
    } else {
      String result = site.flow.resultTypeOf(index);
      if (result != null && !result.equals("V") && !site.isReadByMoveResult(index)) {
        out.insn(Kind.of(result).popOpcode());
      }
    }
  }

  private void finishResult(int index, Effect effect) {
    if (!code.opcode(index).name().startsWith("AGET") || !arrayAccess(index).isNull()) {
      BitSet kinds = BitSet.valueOf(new long[] {effect.result().kinds()});
      site.store(index, effect.target(), Kind.ALL[kinds.nextSetBit(0)]);
      return;
    }
    // The access has thrown. What follows is dead, but must verify.
    out.insn(Kind.of(arrayAccess(index).arrayType().substring(1)).popOpcode());
    site.storeBits(index, effect, 0);
  }
}
