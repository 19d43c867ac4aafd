package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes JVM instructions and counts them, so that it is known whether anything stands between two
 * guarded ranges or two frames.
 */
final class Assembler {
  private static final int MAX_UTF8 = 65_535;

  /** `targets` are what the dex lists for the instruction; `end` is where the range ends. */
  private static final class Range {
    final Label start = new Label();
    final List<MethodCode.Handler> handlers;
    Label end;
    int sizeAtEnd;

    Range(List<MethodCode.Handler> handlers) {
      this.handlers = handlers;
    }
  }

  /** Receives the exception table. */
  interface RangeVisitor {
    void visit(Label start, Label end, List<MethodCode.Handler> handlers);
  }

  private final MethodVisitor next;
  private final List<Range> ranges = new ArrayList<>();
  private Range open;
  private int size;
  private int sizeAtLastFrame = -1;
  private int line = DebugInfo.NO_LINE;
  private int writtenLine = DebugInfo.NO_LINE;

  Assembler(MethodVisitor next) {
    this.next = next;
  }

  /**
   * Begins a range in which exceptions go to the handlers. It continues the last range if nothing
   * has been written since and the handlers are the same.
   */
  void guard(List<MethodCode.Handler> handlers) {
    Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
    if (last != null && last.sizeAtEnd == size && last.handlers.equals(handlers)) {
      open = last;
      return;
    }
    open = new Range(handlers);
    ranges.add(open);
    next.visitLabel(open.start);
  }

  void endGuard() {
    open.end = new Label();
    open.sizeAtEnd = size;
    next.visitLabel(open.end);
    open = null;
  }

  void forEachRange(RangeVisitor visitor) {
    ranges.forEach(range -> visitor.visit(range.start, range.end, range.handlers));
  }

  void label(Label label) {
    next.visitLabel(label);
  }

  /**
   * Places a label that is jumped to. A class file has one frame at an instruction at most, so a nop
   * comes first if nothing has been written since the last one.
   */
  void target(Label label, Object[] locals, Object... stack) {
    if (size == sizeAtLastFrame) {
      insn(Opcodes.NOP);
    }
    sizeAtLastFrame = size;
    next.visitLabel(label);
    next.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
  }

  /**
   * Gives what is written next this line. A JVM takes the first of two lines of one place, so an
   * instruction of the dex that writes nothing must leave no line behind.
   */
  void line(int number) {
    line = number;
  }

  /** Returns how many instructions have been written. */
  int size() {
    return size;
  }

  /** Call this before each instruction. */
  private void count() {
    size++;
    if (line != writtenLine && line != DebugInfo.NO_LINE) {
      Label here = new Label();
      next.visitLabel(here);
      next.visitLineNumber(line, here);
      writtenLine = line;
    }
  }

  void insn(int opcode) {
    count();
    next.visitInsn(opcode);
  }

  void local(int opcode, int slot) {
    count();
    next.visitVarInsn(opcode, slot);
  }

  void increment(int slot) {
    count();
    next.visitIincInsn(slot, 1);
  }

  void jump(int opcode, Label target) {
    count();
    next.visitJumpInsn(opcode, target);
  }

  void type(int opcode, String internalName) {
    count();
    next.visitTypeInsn(opcode, internalName);
  }

  void newPrimitiveArray(int elementCode) {
    count();
    next.visitIntInsn(Opcodes.NEWARRAY, elementCode);
  }

  void field(int opcode, Member field) {
    count();
    next.visitFieldInsn(opcode, field.owner(), field.name(), field.descriptor());
  }

  void call(int opcode, Member method, boolean isInterface) {
    count();
    next.visitMethodInsn(opcode, method.owner(), method.name(), method.descriptor(), isInterface);
  }

  void callDynamic(Member nameAndType, Handle bootstrap, Object[] arguments) {
    count();
    next.visitInvokeDynamicInsn(nameAndType.name(), nameAndType.descriptor(), bootstrap, arguments);
  }

  void tableSwitch(int firstKey, Label otherwise, Label[] labels) {
    count();
    next.visitTableSwitchInsn(firstKey, firstKey + labels.length - 1, otherwise, labels);
  }

  void lookupSwitch(int[] keys, Label otherwise, Label[] labels) {
    count();
    next.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  void constant(Object value) {
    count();
    next.visitLdcInsn(value);
  }

  void pushInt(int value) {
    count();
    if (value >= -1 && value <= 5) {
      next.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      next.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      next.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      next.visitLdcInsn(value);
    }
  }

  /** Pushes a String, or the bits of a Long as a value of the kind. */
  void pushKnown(Object known, Kind kind) {
    if (known instanceof String text) {
      pushString(text);
    } else {
      pushBits((Long) known, kind);
    }
  }

  /** Pushes the bits as a value of the kind. FCONST_0 and DCONST_0 are +0.0 only. */
  void pushBits(long bits, Kind kind) {
    switch (kind) {
      case INT -> pushInt((int) bits);
      case REFERENCE -> insn(Opcodes.ACONST_NULL);
      case FLOAT -> {
        if ((int) bits == 0) {
          insn(Opcodes.FCONST_0);
        } else {
          constant(Float.intBitsToFloat((int) bits));
        }
      }
      case LONG -> {
        if (bits == 0 || bits == 1) {
          insn(bits == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else {
          constant(bits);
        }
      }
      case DOUBLE -> {
        if (bits == 0) {
          insn(Opcodes.DCONST_0);
        } else {
          constant(Double.longBitsToDouble(bits));
        }
      }
    }
  }

  static boolean isOneConstant(String text) {
    return text.length() <= MAX_UTF8 / 3;
  }

  /** A string constant of a class file has a limit that one of a dex does not have. */
  void pushString(String text) {
    if (isOneConstant(text)) {
      constant(text);
      return;
    }
    String builder = "java/lang/StringBuilder";
    type(Opcodes.NEW, builder);
    insn(Opcodes.DUP);
    call(Opcodes.INVOKESPECIAL, new Member(builder, "<init>", "()V"), false);
    for (int from = 0; from < text.length(); from += MAX_UTF8 / 3) {
      constant(text.substring(from, Math.min(text.length(), from + MAX_UTF8 / 3)));
      call(
          Opcodes.INVOKEVIRTUAL,
          new Member(builder, "append", "(Ljava/lang/String;)Ljava/lang/StringBuilder;"),
          false);
    }
    call(Opcodes.INVOKEVIRTUAL, new Member(builder, "toString", "()Ljava/lang/String;"), false);
    call(Opcodes.INVOKEVIRTUAL, new Member("java/lang/String", "intern", "()Ljava/lang/String;"), false);
  }

  void pushClass(String descriptor) {
    String wrapper =
        switch (descriptor) {
          case "Z" -> "Boolean";
          case "B" -> "Byte";
          case "C" -> "Character";
          case "S" -> "Short";
          case "I" -> "Integer";
          case "J" -> "Long";
          case "F" -> "Float";
          case "D" -> "Double";
          case "V" -> "Void";
          default -> null;
        };
    if (wrapper == null) {
      constant(Type.getType(descriptor));
    } else {
      field(Opcodes.GETSTATIC, new Member("java/lang/" + wrapper, "TYPE", "Ljava/lang/Class;"));
    }
  }
}
