package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.EnumConstants;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;

/** A constant of an enum of the SDK is another one of it, of another meaning. */
public final class EnumConstantChanged implements Operator {
  @Override
  public String name() {
    return "constant-changed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    if (!(node instanceof FieldInsnNode field) || node.getOpcode() != Opcodes.GETSTATIC) {
      return;
    }
    EnumConstants constants = method.sdk.enumConstants(field.owner);
    boolean isConstant =
        constants != null
            && Type.getType(field.desc).getInternalName().equals(field.owner)
            && !(method.owner.name.equals(field.owner) && method.isStaticInitializer());
    if (!isConstant) {
      return;
    }
    String other = constants.otherThan(field.name);
    if (other == null) {
      return;
    }
    FieldInsnNode changed =
        new FieldInsnNode(Opcodes.GETSTATIC, field.owner, other, field.desc);
    String description = Code.nameOf(field) + " becomes " + other;
    proposals.accept(Mutation.of(name(), description, node, Code.of(changed)));
  }
}
