package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** An exception that is caught goes on. What the compiler catches by itself is left out. */
public final class CatchRethrows implements Operator {
  @Override
  public String name() {
    return "catch-rethrows";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    for (TryCatchBlockNode block : method.method.tryCatchBlocks) {
      boolean isWritten = block.type != null && !block.type.equals("java/lang/Throwable");
      if (isWritten && Code.next(block.handler) == node) {
        String description = Code.simple(block.type) + " is thrown on";
        proposals.accept(
            Mutation.leaving(name(), description, node, Code.of(new InsnNode(Opcodes.ATHROW))));
        return;
      }
    }
  }
}
