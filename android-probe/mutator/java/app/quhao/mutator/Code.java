package app.quhao.mutator;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Short sequences of instructions that several operators insert or look at. */
public final class Code {
  private Code() {}

  public static InsnList of(AbstractInsnNode... nodes) {
    InsnList list = new InsnList();
    for (AbstractInsnNode node : nodes) {
      list.add(node);
    }
    return list;
  }

  public static AbstractInsnNode push(int value) {
    if (value >= -1 && value <= 5) {
      return new InsnNode(Opcodes.ICONST_0 + value);
    }
    if (value == (byte) value) {
      return new IntInsnNode(Opcodes.BIPUSH, value);
    }
    return value == (short) value
        ? new IntInsnNode(Opcodes.SIPUSH, value)
        : new LdcInsnNode(value);
  }

  /** Null where the instruction pushes no constant number. */
  public static Number numberOf(AbstractInsnNode node) {
    int opcode = node.getOpcode();
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      return opcode - Opcodes.ICONST_0;
    }
    if (opcode >= Opcodes.LCONST_0 && opcode <= Opcodes.LCONST_1) {
      return (long) (opcode - Opcodes.LCONST_0);
    }
    if (opcode >= Opcodes.FCONST_0 && opcode <= Opcodes.FCONST_2) {
      return (float) (opcode - Opcodes.FCONST_0);
    }
    if (opcode >= Opcodes.DCONST_0 && opcode <= Opcodes.DCONST_1) {
      return (double) (opcode - Opcodes.DCONST_0);
    }
    if (node instanceof IntInsnNode small && opcode != Opcodes.NEWARRAY) {
      return small.operand;
    }
    return node instanceof LdcInsnNode ldc && ldc.cst instanceof Number number ? number : null;
  }

  /** Takes a value of this type from the stack. */
  public static AbstractInsnNode pop(Type type) {
    return new InsnNode(type.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
  }

  /** Takes what a call was given from the stack. */
  public static InsnList popArguments(MethodInsnNode call) {
    InsnList list = new InsnList();
    Type[] arguments = Type.getArgumentTypes(call.desc);
    for (int i = arguments.length - 1; i >= 0; i--) {
      list.add(pop(arguments[i]));
    }
    if (call.getOpcode() != Opcodes.INVOKESTATIC) {
      list.add(new InsnNode(Opcodes.POP));
    }
    return list;
  }

  /** Leaves the method with nothing: 0, false, empty text, an empty list or array, or null. */
  public static InsnList returnNothing(Type type) {
    return switch (type.getSort()) {
      case Type.VOID -> of(new InsnNode(Opcodes.RETURN));
      case Type.LONG -> of(new InsnNode(Opcodes.LCONST_0), new InsnNode(Opcodes.LRETURN));
      case Type.FLOAT -> of(new InsnNode(Opcodes.FCONST_0), new InsnNode(Opcodes.FRETURN));
      case Type.DOUBLE -> of(new InsnNode(Opcodes.DCONST_0), new InsnNode(Opcodes.DRETURN));
      case Type.OBJECT, Type.ARRAY -> of(nothing(type), new InsnNode(Opcodes.ARETURN));
      default -> of(new InsnNode(Opcodes.ICONST_0), new InsnNode(Opcodes.IRETURN));
    };
  }

  private static AbstractInsnNode nothing(Type type) {
    return switch (type.getDescriptor()) {
      case "Ljava/lang/String;" -> new LdcInsnNode("");
      case "Ljava/util/List;" ->
          new MethodInsnNode(
              Opcodes.INVOKESTATIC, "java/util/Collections", "emptyList", "()Ljava/util/List;");
      default -> new InsnNode(Opcodes.ACONST_NULL);
    };
  }

  /** The next instruction that does something; null at the end. */
  public static AbstractInsnNode next(AbstractInsnNode node) {
    AbstractInsnNode next = node.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }

  /** The instruction before that does something; null at the start. */
  public static AbstractInsnNode previous(AbstractInsnNode node) {
    AbstractInsnNode previous = node.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      previous = previous.getPrevious();
    }
    return previous;
  }

  public static String nameOf(MethodInsnNode call) {
    return simple(call.owner) + "." + call.name + "()";
  }

  public static String nameOf(FieldInsnNode field) {
    return simple(field.owner) + "." + field.name;
  }

  public static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }
}
