package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;

/** A method returns nothing of use: the opposite boolean, 0, empty text, null. */
public final class ReturnReplaced implements Operator {
  @Override
  public String name() {
    return "return-replaced";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    boolean isReturn = node.getOpcode() >= Opcodes.IRETURN && node.getOpcode() <= Opcodes.ARETURN;
    if (!isReturn || isNothingAlready(node) || method.isFluent(node)) {
      return;
    }
    Type type = Type.getReturnType(method.method.desc);
    if (type == Type.BOOLEAN_TYPE) {
      InsnList opposite =
          Code.of(
              new InsnNode(Opcodes.ICONST_1),
              new InsnNode(Opcodes.IXOR),
              new InsnNode(Opcodes.IRETURN));
      proposals.accept(Mutation.leaving(name(), "the opposite is returned", node, opposite));
      return;
    }
    InsnList nothing = Code.of(Code.pop(type));
    nothing.add(Code.returnNothing(type));
    proposals.accept(Mutation.leaving(name(), describe(type) + " is returned", node, nothing));
  }

  private static boolean isNothingAlready(AbstractInsnNode node) {
    AbstractInsnNode previous = Code.previous(node);
    if (previous == null) {
      return false;
    }
    Number number = Code.numberOf(previous);
    boolean isZero = number != null && number.doubleValue() == 0;
    return previous.getOpcode() == Opcodes.ACONST_NULL
        || (isZero && node.getOpcode() != Opcodes.IRETURN);
  }

  private static String describe(Type type) {
    return switch (type.getDescriptor()) {
      case "Ljava/lang/String;" -> "empty text";
      case "Ljava/util/List;" -> "an empty list";
      default -> type.getSort() >= Type.ARRAY ? "null" : "0";
    };
  }
}
