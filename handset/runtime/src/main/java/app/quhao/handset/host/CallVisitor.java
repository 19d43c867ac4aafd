package app.quhao.handset.host;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a method with some of its calls replaced. */
public abstract class CallVisitor extends MethodVisitor {
  private final int moreStack;

  /** `moreStack`: how many slots more than the call a replacement needs at most. */
  protected CallVisitor(MethodVisitor next, int moreStack) {
    super(Opcodes.ASM9, next);
    this.moreStack = moreStack;
  }

  /** Writes the call, or something in its place. */
  protected abstract void write(Call call);

  @Override
  public final void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    write(new Call(opcode, owner, name, descriptor, isInterface));
  }

  @Override
  public final void visitMaxs(int stack, int locals) {
    super.visitMaxs(stack + moreStack, locals);
  }

  /** Writes the call as it is. */
  protected final void pass(Call call) {
    super.visitMethodInsn(
        call.opcode(), call.owner(), call.name(), call.descriptor(), call.isInterface());
  }

  /** Writes a call of the static method of our class that has the same name and takes the same. */
  protected final void replace(Call call, String ours) {
    callStatic(ours, call.name(), call.staticDescriptor());
  }

  protected final void callStatic(String owner, String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  /** Runs what replaces the value that lies below others, of a single slot each and two at most. */
  protected final void beneath(int others, Runnable replacement) {
    switch (others) {
      case 0 -> replacement.run();
      case 1 -> {
        visitInsn(Opcodes.SWAP);
        replacement.run();
        visitInsn(Opcodes.SWAP);
      }
      case 2 -> {
        visitInsn(Opcodes.DUP2_X1);
        visitInsn(Opcodes.POP2);
        replacement.run();
        visitInsn(Opcodes.DUP_X2);
        visitInsn(Opcodes.POP);
      }
      default -> throw new IllegalArgumentException(others + " values above the one to replace");
    }
  }
}
