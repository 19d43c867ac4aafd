package app.quhao.handset.convert.translate;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the code of one class demands of another that its dex does not have. R8 removes trivial
 * constructors and lets the caller run the super class's on the new object, which a JVM forbids. The
 * class then gets a constructor that only runs the named one, told apart by a last parameter of a
 * type of ours.
 */
final class Rewrites {
  /** Not of any package that an app could have. Its only use is to tell constructors apart. */
  static final String MARKER = "quhao/ConstructorMarker";

  /** `descriptor` has the marker; `superDescriptor` is what it calls on the super class. */
  record Bypass(String descriptor, String superDescriptor) implements Comparable<Bypass> {
    @Override
    public int compareTo(Bypass other) {
      return descriptor.compareTo(other.descriptor);
    }
  }

  private final TypeRules types;
  private final Hierarchy hierarchy;
  private final Map<String, TreeSet<Bypass>> bypasses = new TreeMap<>();
  private final Map<String, TreeSet<String>> interfaces = new TreeMap<>();
  private final Set<String> publicConstructors = new HashSet<>();
  private final Set<String> touched = new TreeSet<>();

  Rewrites(Hierarchy hierarchy, TypeRules types) {
    this.hierarchy = hierarchy;
    this.types = types;
  }

  /**
   * Returns the descriptor of a constructor of `type` that runs nothing but `ancestor`'s with
   * `descriptor`.
   */
  String bypass(String type, String ancestor, String descriptor) {
    if (!types.isSubclass(type, ancestor)) {
      throw new TranslationException("a constructor of " + ancestor + " cannot make a " + type);
    }
    if (!hierarchy.isApp(TypeRules.internalName(type))) {
      throw new TranslationException("the constructor of " + type + " is left out, which is not the app's class");
    }
    String parent = types.superOf(type);
    String onSuper;
    int hops = 1;
    if (parent.equals(ancestor)) {
      onSuper = descriptor;
      require(ancestor, descriptor);
    } else {
      onSuper = bypass(parent, ancestor, descriptor);
      hops += (int) onSuper.chars().filter(c -> c == '[').count() - (int) descriptor.chars().filter(c -> c == '[').count();
    }
    String own = descriptor.replace(")", "[".repeat(hops) + 'L' + MARKER + ";)");
    String name = TypeRules.internalName(type);
    if (bypasses.computeIfAbsent(name, key -> new TreeSet<>()).add(new Bypass(own, onSuper))) {
      touched.add(name);
    }
    return own;
  }

  private void require(String ancestor, String descriptor) {
    String name = TypeRules.internalName(ancestor);
    if (hierarchy.isApp(name) && publicConstructors.add(name + descriptor)) {
      touched.add(name);
    }
  }

  /** A JVM calls a default method with `super` only on an interface that the class names itself. */
  void implement(String type, String interfaceType) {
    String name = TypeRules.internalName(type);
    if (interfaces.computeIfAbsent(name, key -> new TreeSet<>()).add(TypeRules.internalName(interfaceType))) {
      touched.add(name);
    }
  }

  boolean isPublicConstructor(String name, String descriptor) {
    return publicConstructors.contains(name + descriptor);
  }

  Set<Bypass> bypassesOf(String name) {
    return bypasses.getOrDefault(name, new TreeSet<>());
  }

  Set<String> interfacesOf(String name) {
    return interfaces.getOrDefault(name, new TreeSet<>());
  }

  boolean hasBypasses() {
    return !bypasses.isEmpty();
  }

  /** Returns the classes that must be written again, and forgets them. */
  Set<String> takeTouched() {
    Set<String> taken = new TreeSet<>(touched);
    touched.clear();
    return taken;
  }
}
