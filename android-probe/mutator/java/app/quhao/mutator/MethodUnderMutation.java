package app.quhao.mutator;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** A method as it was compiled, with what operators need to know of it. */
public final class MethodUnderMutation {
  public final ClassNode owner;
  public final MethodNode method;
  public final SdkClasses sdk;
  private final Frame<SourceValue>[] frames;
  private final Set<AbstractInsnNode> diagnostics;

  MethodUnderMutation(ClassNode owner, MethodNode method, SdkClasses sdk) {
    this.owner = owner;
    this.method = method;
    this.sdk = sdk;
    try {
      frames = new Analyzer<>(new SourceInterpreter()).analyze(owner.name, method);
    } catch (AnalyzerException e) {
      throw new IllegalStateException(owner.name + "." + method.name + " cannot be analysed", e);
    }
    diagnostics = new HashSet<>(DiagnosticText.in(this));
  }

  /** The stack before an instruction; null where it is never executed. */
  public Frame<SourceValue> frameAt(AbstractInsnNode node) {
    return frames[method.instructions.indexOf(node)];
  }

  /** Whether the value only ever becomes text for a log or an exception, which no clause reads. */
  public boolean isDiagnostic(AbstractInsnNode node) {
    return diagnostics.contains(node);
  }

  /** Whether this return gives the object back that was called, for the next call of a chain. */
  public boolean isFluent(AbstractInsnNode node) {
    AbstractInsnNode previous = Code.previous(node);
    return (method.access & Opcodes.ACC_STATIC) == 0
        && previous instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == 0;
  }

  public boolean isStaticInitializer() {
    return method.name.equals("<clinit>");
  }
}
