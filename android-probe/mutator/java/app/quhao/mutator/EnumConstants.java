package app.quhao.mutator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The constants of an enum, each with what its constructor is given, as its initializer shows. */
public final class EnumConstants {
  private final Map<String, String> arguments = new LinkedHashMap<>();

  private EnumConstants() {}

  public static EnumConstants of(ClassNode type) {
    EnumConstants constants = new EnumConstants();
    for (MethodNode method : type.methods) {
      if (method.name.equals("<clinit>")) {
        constants.read(type, method);
      }
    }
    return constants;
  }

  /** Whether the instruction pushes the name of one of the enum's own constants. */
  public static boolean isName(AbstractInsnNode node, MethodUnderMutation method) {
    return method.isStaticInitializer() && isName(node, method.owner);
  }

  private static boolean isName(AbstractInsnNode node, ClassNode type) {
    return node instanceof LdcInsnNode ldc
        && ldc.cst instanceof String text
        && type.fields.stream()
            .anyMatch(field -> field.name.equals(text) && isConstant(field.desc, type));
  }

  /** The compiler pushes the ordinal after the name. */
  private static boolean isOrdinal(AbstractInsnNode node, ClassNode type) {
    AbstractInsnNode previous = Code.previous(node);
    return previous != null && isName(previous, type);
  }

  /** The next constant whose constructor is given something else; null where there is none. */
  public String otherThan(String name) {
    String own = arguments.get(name);
    String first = null;
    boolean isPast = false;
    for (Map.Entry<String, String> row : arguments.entrySet()) {
      boolean differs =
          !row.getKey().equals(name) && (own.isEmpty() || !row.getValue().equals(own));
      if (isPast && differs) {
        return row.getKey();
      }
      if (first == null && differs) {
        first = row.getKey();
      }
      isPast |= row.getKey().equals(name);
    }
    return first;
  }

  private void read(ClassNode type, MethodNode initializer) {
    StringBuilder given = new StringBuilder();
    for (AbstractInsnNode node : initializer.instructions) {
      if (node.getOpcode() == Opcodes.NEW) {
        given.setLength(0);
      }
      if (node instanceof LdcInsnNode ldc) {
        given.append(ldc.cst).append(' ');
      } else if (Code.numberOf(node) != null && !isOrdinal(node, type)) {
        given.append(Code.numberOf(node)).append(' ');
      }
      if (node instanceof FieldInsnNode field && node.getOpcode() == Opcodes.GETSTATIC) {
        given.append(field.name).append(' ');
      }
      if (node instanceof FieldInsnNode field
          && node.getOpcode() == Opcodes.PUTSTATIC
          && isConstant(field.desc, type)) {
        // The first text is the constant's own name.
        arguments.put(field.name, given.substring(given.indexOf(" ") + 1));
      }
    }
  }

  private static boolean isConstant(String descriptor, ClassNode type) {
    return Type.getType(descriptor).getSort() == Type.OBJECT
        && Type.getType(descriptor).getInternalName().equals(type.name);
  }
}
