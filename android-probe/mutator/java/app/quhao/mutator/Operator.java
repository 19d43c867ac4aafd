package app.quhao.mutator;

import java.util.function.Consumer;
import org.objectweb.asm.tree.AbstractInsnNode;

/** A kind of fault; proposes mutations instruction by instruction. */
public interface Operator {
  /** Kebab-case; the table, the equivalents and the reports use it. */
  String name();

  /** Proposes what can be changed at this instruction; nothing where the operator does not fit. */
  void propose(AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals);
}
