package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/** Less than becomes at most, and the like. */
public final class BoundaryMoved implements Operator {
  private static final Map<Integer, Integer> MOVED =
      Map.of(
          Opcodes.IFLT, Opcodes.IFLE,
          Opcodes.IFLE, Opcodes.IFLT,
          Opcodes.IFGT, Opcodes.IFGE,
          Opcodes.IFGE, Opcodes.IFGT,
          Opcodes.IF_ICMPLT, Opcodes.IF_ICMPLE,
          Opcodes.IF_ICMPLE, Opcodes.IF_ICMPLT,
          Opcodes.IF_ICMPGT, Opcodes.IF_ICMPGE,
          Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT);

  @Override
  public String name() {
    return "boundary-moved";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    Integer moved = MOVED.get(node.getOpcode());
    if (moved == null) {
      return;
    }
    JumpInsnNode jump = new JumpInsnNode(moved, ((JumpInsnNode) node).label);
    proposals.accept(
        Mutation.of(name(), "the comparison's boundary is moved by one", node, Code.of(jump)));
  }
}
