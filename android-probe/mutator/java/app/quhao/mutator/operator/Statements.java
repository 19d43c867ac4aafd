package app.quhao.mutator.operator;

import app.quhao.mutator.MethodUnderMutation;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Statements as the bytecode shows them: from an empty stack to an empty stack, without branches. */
final class Statements {
  private Statements() {}

  /** Calls whose absence somebody could notice: no constructor, no logger, nothing of the compiler's own. */
  static boolean isRemovableCall(MethodInsnNode call) {
    return !call.name.equals("<init>")
        && !call.owner.equals("android/util/Log")
        && !call.owner.endsWith("/SdkLog")
        && !call.name.equals("addSuppressed");
  }

  /** The first instruction of the statement that this call ends; null where it is none of its own. */
  static AbstractInsnNode startOf(MethodInsnNode call, MethodUnderMutation method) {
    Set<LabelNode> targets = targets(method);
    AbstractInsnNode first = call;
    while (!isEmptyAt(first, method)) {
      AbstractInsnNode previous = first.getPrevious();
      while (previous != null && previous.getOpcode() < 0 && !targets.contains(previous)) {
        previous = previous.getPrevious();
      }
      if (previous == null || previous.getOpcode() < 0 || isUnmovable(previous)) {
        return null;
      }
      first = previous;
    }
    return first;
  }

  /** Whether control may come from elsewhere between two instructions. */
  static boolean isEntered(
      AbstractInsnNode from, AbstractInsnNode to, MethodUnderMutation method) {
    Set<LabelNode> targets = targets(method);
    for (AbstractInsnNode node = from; node != to; node = node.getNext()) {
      if (targets.contains(node)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnmovable(AbstractInsnNode node) {
    return node instanceof JumpInsnNode
        || node instanceof IincInsnNode
        || node instanceof TableSwitchInsnNode
        || node instanceof LookupSwitchInsnNode
        || (node.getOpcode() >= Opcodes.IRETURN && node.getOpcode() <= Opcodes.RETURN)
        || node.getOpcode() == Opcodes.ATHROW
        || (node instanceof VarInsnNode && node.getOpcode() >= Opcodes.ISTORE);
  }

  private static boolean isEmptyAt(AbstractInsnNode node, MethodUnderMutation method) {
    Frame<?> frame = method.frameAt(node);
    return frame != null && frame.getStackSize() == 0;
  }

  /** Labels where control may come from elsewhere, or where a try begins or ends. */
  private static Set<LabelNode> targets(MethodUnderMutation method) {
    Set<LabelNode> targets = new HashSet<>();
    for (AbstractInsnNode node : method.method.instructions) {
      if (node instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      }
      if (node instanceof TableSwitchInsnNode table) {
        targets.addAll(table.labels);
        targets.add(table.dflt);
      }
      if (node instanceof LookupSwitchInsnNode lookup) {
        targets.addAll(lookup.labels);
        targets.add(lookup.dflt);
      }
    }
    for (TryCatchBlockNode block : method.method.tryCatchBlocks) {
      targets.add(block.start);
      targets.add(block.end);
      targets.add(block.handler);
    }
    return targets;
  }
}
