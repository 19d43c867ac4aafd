package app.quhao.mutator.operator;

import app.quhao.mutator.Code;
import app.quhao.mutator.EnumConstants;
import app.quhao.mutator.MethodUnderMutation;
import app.quhao.mutator.Mutation;
import app.quhao.mutator.Operator;
import java.util.function.Consumer;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** Digits get another last digit, other text becomes empty, empty text does not stay so. */
public final class TextChanged implements Operator {
  private static final String ARGUMENT = "\u0001";

  @Override
  public String name() {
    return "text-changed";
  }

  @Override
  public void propose(
      AbstractInsnNode node, MethodUnderMutation method, Consumer<Mutation> proposals) {
    if (method.isDiagnostic(node) || EnumConstants.isName(node, method)) {
      return;
    }
    if (node instanceof LdcInsnNode ldc && ldc.cst instanceof String text) {
      String changed = changed(text);
      String description = quoted(text) + " becomes " + quoted(changed);
      proposals.accept(
          Mutation.of(name(), description, node, Code.of(new LdcInsnNode(changed))));
    }
    if (node instanceof InvokeDynamicInsnNode concat && isConcatenation(concat)) {
      proposeWithoutConstants(concat, proposals);
    }
  }

  private void proposeWithoutConstants(
      InvokeDynamicInsnNode concat, Consumer<Mutation> proposals) {
    String recipe = (String) concat.bsmArgs[0];
    String bare = recipe.replaceAll("[^" + ARGUMENT + "]", "");
    if (bare.equals(recipe)) {
      return;
    }
    InvokeDynamicInsnNode changed =
        new InvokeDynamicInsnNode(concat.name, concat.desc, concat.bsm, bare);
    String description = quoted(recipe.replace(ARGUMENT, "…")) + " loses its constant parts";
    proposals.accept(Mutation.of(name(), description, concat, Code.of(changed)));
  }

  private static boolean isConcatenation(InvokeDynamicInsnNode node) {
    return node.bsm.getName().equals("makeConcatWithConstants") && node.bsmArgs.length == 1;
  }

  private static String changed(String text) {
    if (text.isEmpty()) {
      return "x";
    }
    if (!text.matches("[0-9]+")) {
      return "";
    }
    char last = text.charAt(text.length() - 1);
    return text.substring(0, text.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"';
  }
}
