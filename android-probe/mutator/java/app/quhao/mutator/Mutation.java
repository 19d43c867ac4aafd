package app.quhao.mutator;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;

/**
 * One way to change a method: the instructions `first` to `last` give way to `alternative` where
 * the mutation is active.
 *
 * @param operator name of the operator that proposes it
 * @param description what changes, for a reader of the source line
 * @param falls whether control leaves the alternative at its end
 */
public record Mutation(
    String operator,
    String description,
    AbstractInsnNode first,
    AbstractInsnNode last,
    InsnList alternative,
    boolean falls) {

  /** Replaces one instruction. */
  public static Mutation of(
      String operator, String description, AbstractInsnNode node, InsnList alternative) {
    return new Mutation(operator, description, node, node, alternative, true);
  }

  /** Replaces one instruction by code that leaves the method. */
  public static Mutation leaving(
      String operator, String description, AbstractInsnNode node, InsnList alternative) {
    return new Mutation(operator, description, node, node, alternative, false);
  }

  /** Runs `alternative` before the instruction, which then is not executed. */
  public boolean isRegion() {
    return first != last;
  }
}
