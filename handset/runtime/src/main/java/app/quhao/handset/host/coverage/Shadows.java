package app.quhao.handset.host.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Which methods of which framework classes are replaced at an API level. */
final class Shadows {
  private static final String IMPLEMENTS = "Lorg/robolectric/annotation/Implements;";
  private static final String IMPLEMENTATION = "Lorg/robolectric/annotation/Implementation;";
  private static final int ANY = -1;

  /** Framework class (internal name) to the names of its replaced methods. */
  private final Map<String, Set<String>> methods = new TreeMap<>();

  private final Set<String> extended = new TreeSet<>();

  Shadows(JarClasses jars, String folder, int api) {
    jars.below(folder).forEach(shadow -> add(shadow, api));
  }

  Set<String> classes() {
    return methods.keySet();
  }

  Set<String> of(String className) {
    return methods.getOrDefault(className, Set.of());
  }

  /** Whether the class's shadow inherits methods of Robolectric's. */
  boolean extendsAnother(String className) {
    return extended.contains(className);
  }

  private void add(ClassNode shadow, int api) {
    Map<String, Object> target = values(shadow.visibleAnnotations, IMPLEMENTS);
    String className = className(target);
    if (className == null || !isFor(target, api)) {
      return;
    }
    if (shadow.superName.startsWith("org/robolectric/")) {
      extended.add(className);
    }
    for (MethodNode method : shadow.methods) {
      Map<String, Object> values = values(method.visibleAnnotations, IMPLEMENTATION);
      if (values != null && isFor(values, api) && !method.name.startsWith("__")) {
        methods.computeIfAbsent(className, name -> new TreeSet<>()).add(method.name);
      }
    }
  }

  private static String className(Map<String, Object> target) {
    if (target == null) {
      return null;
    }
    return target.get("value") instanceof Type type
        ? type.getInternalName()
        : String.valueOf(target.get("className")).replace('.', '/');
  }

  private static boolean isFor(Map<String, Object> values, int api) {
    int minimum = (int) values.getOrDefault("minSdk", ANY);
    int maximum = (int) values.getOrDefault("maxSdk", ANY);
    return minimum <= api && (maximum == ANY || api <= maximum);
  }

  /** The values of an annotation; null if it is absent. */
  private static Map<String, Object> values(List<AnnotationNode> annotations, String type) {
    if (annotations == null) {
      return null;
    }
    for (AnnotationNode annotation : annotations) {
      if (annotation.desc.equals(type)) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
          values.put((String) annotation.values.get(i), annotation.values.get(i + 1));
        }
        return values;
      }
    }
    return null;
  }
}
