package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/** A branch is taken where it was not, and the other way round. */
public final class ConditionNegated implements Operator {
  @Override
  public String name() {
    return "condition-negated";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    if (!(node instanceof JumpInsnNode jump) || jump.getOpcode() == Opcodes.GOTO) {
      return;
    }
    JumpInsnNode opposite = new JumpInsnNode(opposite(jump.getOpcode()), jump.label);
    proposals.accept(Mutation.of(name(), "the condition is negated", node, Code.of(opposite)));
  }

  /** Opcodes of opposite conditions are neighbours. */
  private static int opposite(int opcode) {
    return switch (opcode) {
      case Opcodes.IFNULL -> Opcodes.IFNONNULL;
      case Opcodes.IFNONNULL -> Opcodes.IFNULL;
      default -> (opcode - Opcodes.IFEQ) % 2 == 0 ? opcode + 1 : opcode - 1;
    };
  }
}
