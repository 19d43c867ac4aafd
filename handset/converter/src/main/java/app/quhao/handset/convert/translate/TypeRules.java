package app.quhao.handset.convert.translate;

import java.util.HashSet;
import java.util.Set;

/** Assignability and joins of reference types as a JVM's verifier computes them. */
final class TypeRules {
  static final String OBJECT = "Ljava/lang/Object;";

  private final Hierarchy hierarchy;

  TypeRules(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  boolean exists(String descriptor) {
    return hierarchy.find(internalName(descriptor)) != null;
  }

  /** Takes arrays too. */
  boolean isLoadable(String descriptor) {
    String element = descriptor.substring(descriptor.lastIndexOf('[') + 1);
    return element.charAt(0) != 'L' || exists(element);
  }

  boolean isInterface(String descriptor) {
    if (descriptor.charAt(0) != 'L') {
      return false;
    }
    Hierarchy.TypeFacts facts = hierarchy.find(internalName(descriptor));
    return facts != null && facts.isInterface();
  }

  String superOf(String descriptor) {
    Hierarchy.TypeFacts facts = hierarchy.find(internalName(descriptor));
    return facts == null || facts.superName() == null ? null : 'L' + facts.superName() + ';';
  }

  /** Returns null if the two have nothing in common that a verifier accepts. */
  RefType join(RefType left, RefType right) {
    if (left.equals(right)) {
      return left;
    }
    if (left.isFresh() || right.isFresh()) {
      return null;
    }
    if (left.isNull()) {
      return right;
    }
    return right.isNull() ? left : RefType.known(join(left.descriptor(), right.descriptor()));
  }

  String join(String left, String right) {
    if (left.equals(right)) {
      return left;
    }
    boolean isArrays = left.charAt(0) == '[' && right.charAt(0) == '[';
    if (!isArrays) {
      return left.charAt(0) == '[' || right.charAt(0) == '[' ? OBJECT : joinClasses(left, right);
    }
    String leftElement = left.substring(1);
    String rightElement = right.substring(1);
    boolean isReferences = Kind.of(leftElement) == Kind.REFERENCE && Kind.of(rightElement) == Kind.REFERENCE;
    return isReferences ? '[' + join(leftElement, rightElement) : OBJECT;
  }

  private String joinClasses(String left, String right) {
    if (isInterface(left) || isInterface(right)) {
      return OBJECT;
    }
    Set<String> lineage = new HashSet<>();
    for (String type = left; type != null; type = superOf(type)) {
      lineage.add(type);
    }
    for (String type = right; type != null; type = superOf(type)) {
      if (lineage.contains(type)) {
        return type;
      }
    }
    return OBJECT;
  }

  /**
   * Says whether a verifier accepts `from` as `to` without an absent class being loaded. It takes
   * an interface for Object.
   */
  boolean isAssignable(String from, String to) {
    if (from.equals(to) || to.equals(OBJECT)) {
      return true;
    }
    if (to.charAt(0) == '[') {
      return from.charAt(0) == '[' && isElementAssignable(from.substring(1), to.substring(1));
    }
    if (isInterface(to)) {
      return true;
    }
    return from.charAt(0) == 'L' && isSubclass(from, to);
  }

  private boolean isElementAssignable(String from, String to) {
    boolean isReferences = Kind.of(from) == Kind.REFERENCE && Kind.of(to) == Kind.REFERENCE;
    return isReferences ? isAssignable(from, to) : from.equals(to);
  }

  boolean isSubclass(String type, String ancestor) {
    for (String at = type; at != null; at = superOf(at)) {
      if (at.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /** Internal name of a class; arrays keep their descriptor, as in a class file. */
  static String internalName(String descriptor) {
    return descriptor.charAt(0) == 'L' ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
  }
}
