package app.quhao.mutator;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Finds the instructions whose values are arguments of loggers and of exceptions. */
final class DiagnosticText {
  private final MethodUnderMutation method;
  private final Set<AbstractInsnNode> marked = new HashSet<>();

  private DiagnosticText(MethodUnderMutation method) {
    this.method = method;
  }

  static Set<AbstractInsnNode> in(MethodUnderMutation method) {
    DiagnosticText text = new DiagnosticText(method);
    for (AbstractInsnNode node : method.method.instructions) {
      if (node instanceof MethodInsnNode call && takesDiagnostics(call, method.sdk)) {
        text.markArguments(node, Type.getArgumentTypes(call.desc));
      }
    }
    return text.marked;
  }

  static boolean isLogger(MethodInsnNode call) {
    return call.owner.equals("android/util/Log") || call.owner.endsWith("/SdkLog");
  }

  private static boolean takesDiagnostics(MethodInsnNode call, SdkClasses sdk) {
    if (isLogger(call)) {
      return true;
    }
    return call.name.equals("<init>") && sdk.isThrowable(call.owner);
  }

  private void markArguments(AbstractInsnNode call, Type[] arguments) {
    Frame<SourceValue> frame = method.frameAt(call);
    if (frame == null) {
      return;
    }
    int top = frame.getStackSize();
    for (int i = 0; i < arguments.length; i++) {
      boolean isText = arguments[i].getDescriptor().equals("Ljava/lang/String;");
      if (isText) {
        frame.getStack(top - arguments.length + i).insns.forEach(this::mark);
      }
    }
  }

  private void mark(AbstractInsnNode source) {
    boolean isText = source.getOpcode() == Opcodes.LDC || source instanceof InvokeDynamicInsnNode;
    if (!isText || !marked.add(source)) {
      return;
    }
    if (source instanceof InvokeDynamicInsnNode concat) {
      markArguments(concat, Type.getArgumentTypes(concat.desc));
    }
  }
}
