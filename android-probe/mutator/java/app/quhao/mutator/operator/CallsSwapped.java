package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.HashMap;
import java.util.function.Consumer;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;

/** Two statements in a row, each a call whose result is void, change places. */
public final class CallsSwapped implements Operator {
  @Override
  public String name() {
    return "calls-swapped";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    if (!(node instanceof MethodInsnNode second) || !isStatement(second)) {
      return;
    }
    AbstractInsnNode secondStart = Statements.startOf(second, method);
    AbstractInsnNode before = secondStart == null ? null : Code.previous(secondStart);
    if (!(before instanceof MethodInsnNode first) || !isStatement(first)) {
      return;
    }
    AbstractInsnNode firstStart = Statements.startOf(first, method);
    if (firstStart == null || isSetter(first) && isSetter(second)
        || Statements.isEntered(first, secondStart, method)) {
      return;
    }
    InsnList swapped = copy(secondStart, second);
    swapped.add(copy(firstStart, first));
    String description = Code.nameOf(second) + " comes before " + Code.nameOf(first);
    proposals.accept(new Mutation(name(), description, firstStart, second, swapped, true));
  }

  private static boolean isStatement(MethodInsnNode call) {
    return Statements.isRemovableCall(call) && Type.getReturnType(call.desc) == Type.VOID_TYPE;
  }

  /** Setters of different properties do not see each other. */
  private static boolean isSetter(MethodInsnNode call) {
    return call.name.startsWith("set") || call.name.startsWith("put");
  }

  private static InsnList copy(AbstractInsnNode from, AbstractInsnNode to) {
    InsnList list = new InsnList();
    for (AbstractInsnNode node = from; ; node = node.getNext()) {
      if (node.getOpcode() >= 0) {
        list.add(node.clone(new HashMap<>()));
      }
      if (node == to) {
        return list;
      }
    }
  }
}
