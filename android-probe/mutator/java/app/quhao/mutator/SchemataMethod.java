package app.quhao.mutator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes the alternatives of one method into it, each behind its guard. */
final class SchemataMethod {
  private static final String SCHEMATA = "app/quhao/schemata/Schemata";

  private final InsnList code;

  /** Where the guards of an instruction begin, and where they end. */
  private final Map<AbstractInsnNode, AbstractInsnNode> heads = new HashMap<>();

  private final Map<AbstractInsnNode, AbstractInsnNode> tails = new HashMap<>();

  private SchemataMethod(InsnList code) {
    this.code = code;
  }

  static void apply(MethodNode method, List<NumberedMutation> mutations) {
    SchemataMethod schemata = new SchemataMethod(method.instructions);
    // Guards of regions stand around those of single instructions.
    mutations.stream().filter(row -> !row.mutation().isRegion()).forEach(schemata::guard);
    mutations.stream().filter(row -> row.mutation().isRegion()).forEach(schemata::guard);
    method.localVariables = null;
  }

  private void guard(NumberedMutation row) {
    Mutation mutation = row.mutation();
    LabelNode original = new LabelNode();
    InsnList guard = new InsnList();
    guard.add(Code.push(row.number()));
    guard.add(new MethodInsnNode(Opcodes.INVOKESTATIC, SCHEMATA, "on", "(I)Z"));
    guard.add(new JumpInsnNode(Opcodes.IFEQ, original));
    guard.add(mutation.alternative());
    if (mutation.falls()) {
      LabelNode end = new LabelNode();
      guard.add(new JumpInsnNode(Opcodes.GOTO, end));
      code.insert(tails.getOrDefault(mutation.last(), mutation.last()), end);
      tails.put(mutation.last(), end);
    }
    guard.add(original);
    AbstractInsnNode head = guard.getFirst();
    code.insertBefore(heads.getOrDefault(mutation.first(), mutation.first()), guard);
    heads.put(mutation.first(), head);
  }
}
