package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** A call whose result is void is not made. */
public final class CallRemoved implements Operator {
  @Override
  public String name() {
    return "call-removed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    if (node instanceof MethodInsnNode call && Statements.isRemovableCall(call)
        && Type.getReturnType(call.desc) == Type.VOID_TYPE) {
      String description = Code.nameOf(call) + " is not called";
      proposals.accept(Mutation.of(name(), description, node, Code.popArguments(call)));
    }
  }
}
