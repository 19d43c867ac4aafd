package app.quhao.handset.convert.translate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jf.dexlib2.iface.ClassDef;
import org.objectweb.asm.Opcodes;

/**
 * The subclasses that sealed types permit. ART only lists them; a JVM also refuses every other
 * subclass, and one that is not public in another package.
 */
final class SealedTypes {
  private final Map<String, List<String>> permitted = new HashMap<>();
  private final Set<String> broken = new HashSet<>();

  SealedTypes(Iterable<? extends ClassDef> classes) {
    for (ClassDef type : classes) {
      List<String> names = new SystemAnnotations(type.getAnnotations()).permittedSubclasses();
      if (!names.isEmpty()) {
        permitted.put(TypeRules.internalName(type.getType()), names);
      }
    }
    for (ClassDef type : classes) {
      if (type.getSuperclass() != null) {
        judge(type, TypeRules.internalName(type.getSuperclass()));
      }
      type.getInterfaces().forEach(one -> judge(type, TypeRules.internalName(one)));
    }
  }

  private void judge(ClassDef type, String parent) {
    String name = TypeRules.internalName(type.getType());
    boolean isPublic = (type.getAccessFlags() & Opcodes.ACC_PUBLIC) != 0;
    boolean isNear = isPublic || packageOf(name).equals(packageOf(parent));
    if (permitted.containsKey(parent) && !(isNear && permitted.get(parent).contains(name))) {
      broken.add(parent);
    }
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** Returns an empty list if the type is not sealed, or if a JVM would not load what R8 made of its subclasses. */
  List<String> permittedBy(String name) {
    return broken.contains(name) ? List.of() : permitted.getOrDefault(name, List.of());
  }
}
