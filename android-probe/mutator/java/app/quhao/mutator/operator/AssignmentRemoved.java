package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;

/** A field keeps its value. Constructors are left out: what they leave unset breaks everything. */
public final class AssignmentRemoved implements Operator {
  @Override
  public String name() {
    return "assignment-removed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    boolean isWrite =
        node.getOpcode() == Opcodes.PUTFIELD || node.getOpcode() == Opcodes.PUTSTATIC;
    if (!isWrite || method.method.name.startsWith("<")) {
      return;
    }
    FieldInsnNode field = (FieldInsnNode) node;
    InsnList pops = Code.of(Code.pop(Type.getType(field.desc)));
    if (node.getOpcode() == Opcodes.PUTFIELD) {
      pops.add(new InsnNode(Opcodes.POP));
    }
    proposals.accept(Mutation.of(name(), Code.nameOf(field) + " is not set", node, pops));
  }
}
