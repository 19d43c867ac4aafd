package app.quhao.mutator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects the mutations of classes, in their order, and writes them into the methods. */
final class ClassMutator {
  private final SdkClasses sdk;
  private final List<NumberedMutation> table = new ArrayList<>();

  ClassMutator(SdkClasses sdk) {
    this.sdk = sdk;
  }

  List<NumberedMutation> table() {
    return table;
  }

  void mutate(ClassNode owner) {
    Map<String, Integer> ordinals = new HashMap<>();
    for (MethodNode method : owner.methods) {
      if (isWritten(owner, method)) {
        SchemataMethod.apply(method, collect(owner, method, ordinals));
      }
    }
  }

  /** What the compiler adds by itself is no fault of anybody. */
  private static boolean isWritten(ClassNode owner, MethodNode method) {
    boolean isCompilers =
        (method.access & Opcodes.ACC_SYNTHETIC) != 0 && !method.name.startsWith("lambda$");
    boolean isEnums =
        (owner.access & Opcodes.ACC_ENUM) != 0
            && (method.name.equals("values") || method.name.equals("valueOf"));
    return method.instructions.size() > 0 && !isCompilers && !isEnums;
  }

  private List<NumberedMutation> collect(
      ClassNode owner, MethodNode method, Map<String, Integer> ordinals) {
    MethodUnderMutation target = new MethodUnderMutation(owner, method, sdk);
    List<NumberedMutation> collected = new ArrayList<>();
    int line = 0;
    for (AbstractInsnNode node : method.instructions.toArray()) {
      if (node instanceof LineNumberNode number) {
        line = number.line;
      }
      if (node.getOpcode() < 0 || target.frameAt(node) == null) {
        continue;
      }
      for (Operator operator : Operators.ALL) {
        int at = line;
        operator.propose(
            node,
            target,
            mutation -> {
              int ordinal =
                  ordinals.merge(method.name + ' ' + mutation.operator(), 1, Integer::sum);
              NumberedMutation row = number(target, mutation, at, ordinal);
              table.add(row);
              collected.add(row);
            });
      }
    }
    return collected;
  }

  private NumberedMutation number(
      MethodUnderMutation target, Mutation mutation, int line, int ordinal) {
    String className = target.owner.name.replace('/', '.');
    String folder = target.owner.name.substring(0, target.owner.name.lastIndexOf('/') + 1);
    return new NumberedMutation(
        table.size() + 1,
        className,
        target.method.name,
        folder + target.owner.sourceFile,
        line,
        ordinal,
        target.isStaticInitializer(),
        mutation);
  }
}
