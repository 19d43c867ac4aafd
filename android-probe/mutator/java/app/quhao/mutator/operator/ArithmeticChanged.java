package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;

/** An arithmetic or bitwise operation becomes its counterpart. */
public final class ArithmeticChanged implements Operator {
  private record Change(int from, int to, String text) {}

  /** Opcodes of int operations; those of long, float and double follow. */
  private static final List<Change> INT_CHANGES =
      List.of(
          new Change(Opcodes.IADD, Opcodes.ISUB, "+ becomes -"),
          new Change(Opcodes.ISUB, Opcodes.IADD, "- becomes +"),
          new Change(Opcodes.IMUL, Opcodes.IDIV, "* becomes /"),
          new Change(Opcodes.IDIV, Opcodes.IMUL, "/ becomes *"),
          new Change(Opcodes.IREM, Opcodes.IMUL, "% becomes *"),
          new Change(Opcodes.IAND, Opcodes.IOR, "& becomes |"),
          new Change(Opcodes.IOR, Opcodes.IAND, "| becomes &"),
          new Change(Opcodes.IXOR, Opcodes.IAND, "^ becomes &"),
          new Change(Opcodes.ISHL, Opcodes.ISHR, "<< becomes >>"),
          new Change(Opcodes.ISHR, Opcodes.ISHL, ">> becomes <<"),
          new Change(Opcodes.IUSHR, Opcodes.ISHL, ">>> becomes <<"));

  private static final Map<Integer, Change> CHANGES = new HashMap<>();

  static {
    for (Change change : INT_CHANGES) {
      int types = change.from <= Opcodes.IREM ? 4 : 2;
      for (int type = 0; type < types; type++) {
        CHANGES.put(change.from + type, new Change(0, change.to + type, change.text));
      }
    }
  }

  @Override
  public String name() {
    return "arithmetic-changed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    Change change = CHANGES.get(node.getOpcode());
    if (change != null) {
      proposals.accept(Mutation.of(name(), change.text, node, Code.of(new InsnNode(change.to))));
    }
  }
}
