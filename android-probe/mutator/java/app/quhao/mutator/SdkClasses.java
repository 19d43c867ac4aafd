package app.quhao.mutator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;

/** The compiled classes that are mutated, and the types around them. */
public final class SdkClasses {
  private final Map<String, ClassNode> classes = new LinkedHashMap<>();
  private final ClassLoader types;

  SdkClasses(List<ClassNode> classes, ClassLoader types) {
    for (ClassNode node : classes) {
      this.classes.put(node.name, node);
    }
    this.types = types;
  }

  /** Null where the class is not one of those that are mutated. */
  public ClassNode find(String internalName) {
    return classes.get(internalName);
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
