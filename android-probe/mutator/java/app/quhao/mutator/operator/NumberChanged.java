package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.EnumConstants;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * A constant number is another one: 1 and 0 change places, small ones grow by one (on the page,
 * where one more pixel is no fault, to eight times as much), others double.
 */
public final class NumberChanged implements Operator {
  private static final int SMALL = 100;
  private static final String PAGE = "com/cmic/gen/sdk/view/";

  @Override
  public String name() {
    return "number-changed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    Number number = Code.numberOf(node);
    if (number == null || isArrayIndexOrSize(node) || isBooleanResult(node)
        || isOrdinal(node, method)) {
      return;
    }
    Number changed = changed(number, method.owner.name.startsWith(PAGE));
    AbstractInsnNode push =
        changed instanceof Integer value ? Code.push(value) : new LdcInsnNode(changed);
    String description = number + " becomes " + changed;
    proposals.accept(Mutation.of(name(), description, node, Code.of(push)));
  }

  private static Number changed(Number number, boolean isOnPage) {
    if (number instanceof Long value) {
      return changedWhole(value, isOnPage);
    }
    if (number instanceof Integer value) {
      return (int) changedWhole(value, isOnPage);
    }
    return number instanceof Float value ? (Number) (value * 8 + 1) : number.doubleValue() * 8 + 1;
  }

  private static long changedWhole(long value, boolean isOnPage) {
    if (value == 1) {
      return 0;
    }
    if (Math.abs(value) >= SMALL) {
      return value * 2;
    }
    return isOnPage && value > 1 ? value * 8 : value + 1;
  }

  /** What the compiler writes for a list of arguments or values: a change would only break it. */
  private static boolean isArrayIndexOrSize(AbstractInsnNode node) {
    AbstractInsnNode next = Code.next(node);
    AbstractInsnNode previous = Code.previous(node);
    boolean isSize = next != null && next.getOpcode() == Opcodes.ANEWARRAY;
    boolean isIndex =
        previous != null
            && previous.getOpcode() == Opcodes.DUP
            && (Code.previous(previous).getOpcode() == Opcodes.ANEWARRAY
                || Code.previous(previous).getOpcode() == Opcodes.AASTORE);
    return isSize || isIndex;
  }

  private static boolean isOrdinal(AbstractInsnNode node, MethodUnderMutation method) {
    AbstractInsnNode previous = Code.previous(node);
    return previous != null && EnumConstants.isName(previous, method);
  }

  /** true and false where a condition ends: the same as the condition negated, or the return. */
  private static boolean isBooleanResult(AbstractInsnNode node) {
    if (node.getOpcode() != Opcodes.ICONST_0 && node.getOpcode() != Opcodes.ICONST_1) {
      return false;
    }
    AbstractInsnNode next = Code.next(node);
    AbstractInsnNode previous = Code.previous(node);
    boolean isFirst = next != null && next.getOpcode() == Opcodes.GOTO;
    boolean isSecond =
        previous != null
            && previous.getOpcode() == Opcodes.GOTO
            && Code.numberOf(Code.previous(previous)) != null;
    return isFirst || isSecond || (next != null && next.getOpcode() == Opcodes.IRETURN);
  }
}
