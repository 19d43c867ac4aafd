package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jf.dexlib2.iface.ClassDef;

/**
 * The InnerClasses entries. An inner class carries its own in the dex; a JVM wants it in the outer
 * class too, or reflection fails with IncompatibleClassChangeError.
 */
final class InnerClassIndex {
  /** `outer` and `simpleName` as in a class file: null where the class is not a member. */
  record Entry(String name, String outer, String simpleName, int access) {}

  private final Map<String, List<Entry>> byClass = new HashMap<>();

  InnerClassIndex(Iterable<? extends ClassDef> classes) {
    for (ClassDef type : classes) {
      SystemAnnotations facts = new SystemAnnotations(type.getAnnotations());
      if (facts.isInner()) {
        add(TypeRules.internalName(type.getType()), facts);
      }
    }
  }

  private void add(String name, SystemAnnotations facts) {
    String outer = facts.enclosingClass();
    boolean isMember = outer != null && !outer.equals(name) && facts.innerName() != null;
    Entry entry = new Entry(name, isMember ? outer : null, facts.innerName(), facts.innerAccess());
    entriesOf(name).add(entry);
    String enclosing =
        facts.enclosingMethod() != null
            ? TypeRules.internalName(facts.enclosingMethod().getDefiningClass())
            : outer;
    if (enclosing != null && !enclosing.equals(name)) {
      entriesOf(enclosing).add(entry);
    }
  }

  private List<Entry> entriesOf(String name) {
    return byClass.computeIfAbsent(name, key -> new ArrayList<>());
  }

  List<Entry> of(String name) {
    return byClass.getOrDefault(name, List.of());
  }
}
