package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;

/** A counter runs the other way. */
public final class IncrementReversed implements Operator {
  @Override
  public String name() {
    return "increment-reversed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    if (node instanceof IincInsnNode increment) {
      IincInsnNode reversed = new IincInsnNode(increment.var, -increment.incr);
      proposals.accept(Mutation.of(name(), "the counter runs backwards", node, Code.of(reversed)));
    }
  }
}
