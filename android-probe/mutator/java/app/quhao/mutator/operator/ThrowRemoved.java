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

/** A method returns where it had thrown. Rethrows of a finally block are left out. */
public final class ThrowRemoved implements Operator {
  @Override
  public String name() {
    return "throw-removed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    AbstractInsnNode previous = Code.previous(node);
    boolean isThrow =
        node.getOpcode() == Opcodes.ATHROW
            && previous != null
            && previous.getOpcode() != Opcodes.ALOAD;
    if (!isThrow || method.method.name.startsWith("<")) {
      return;
    }
    InsnList leave = Code.of(new InsnNode(Opcodes.POP));
    leave.add(Code.returnNothing(Type.getReturnType(method.method.desc)));
    String description = "the method returns instead of throwing";
    proposals.accept(Mutation.leaving(name(), description, node, leave));
  }
}
