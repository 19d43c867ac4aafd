package app.quhao.mutator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** The compiled classes that are mutated, and the types around them. */
public final class SdkClasses {
  /** As compiled: mutated initializers would show the alternatives too. */
  private final Map<String, EnumConstants> enums = new LinkedHashMap<>();

  private final ClassLoader types;

  SdkClasses(List<ClassNode> classes, ClassLoader types) {
    for (ClassNode node : classes) {
      if ((node.access & Opcodes.ACC_ENUM) != 0) {
        enums.put(node.name, EnumConstants.of(node));
      }
    }
    this.types = types;
  }

  /** Null where the class is no enum of the SDK. */
  public EnumConstants enumConstants(String internalName) {
    return enums.get(internalName);
  }

  public boolean isThrowable(String internalName) {
    return Throwable.class.isAssignableFrom(load(internalName));
  }

  /** For stack map frames. */
  String commonSuperClass(String one, String other) {
    Class<?> left = load(one);
    Class<?> right = load(other);
    if (left.isAssignableFrom(right)) {
      return one;
    }
    if (right.isAssignableFrom(left)) {
      return other;
    }
    if (left.isInterface() || right.isInterface()) {
      return "java/lang/Object";
    }
    Class<?> above = left;
    while (!above.isAssignableFrom(right)) {
      above = above.getSuperclass();
    }
    return above.getName().replace('.', '/');
  }

  private Class<?> load(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'), false, types);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class that the SDK uses is not on the path", e);
    }
  }
}
