package app.quhao.handset.convert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Resolves every field, method and class that the app's code refers to. A link check misses them,
 * because the JVM resolves at first use. A missing member of an app class means a wrong conversion.
 * A missing member of the platform means that the app checks SDK_INT first.
 */
final class ReferenceCheck {
  private static final Set<String> SIGNATURE_POLYMORPHIC =
      Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

  private final Map<String, byte[]> classes;
  private final ClassUniverse universe;
  private int references;

  ReferenceCheck(Map<String, byte[]> classes, ClassUniverse universe) {
    this.classes = classes;
    this.universe = universe;
  }

  /** Returns the number of references that were checked. */
  int run(Findings findings) {
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      new ClassReader(entry.getValue())
          .accept(new Walk(entry.getKey(), findings), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    }
    return references;
  }

  private final class Walk extends ClassVisitor {
    private final String from;
    private final Findings findings;

    Walk(String from, Findings findings) {
      super(Opcodes.ASM9);
      this.from = from;
      this.findings = findings;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new CodeWalk(from + '.' + name, findings);
    }
  }

  private final class CodeWalk extends MethodVisitor {
    private final String from;
    private final Findings findings;

    CodeWalk(String from, Findings findings) {
      super(Opcodes.ASM9);
      this.from = from;
      this.findings = findings;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      references++;
      String element = elementOf(type);
      if (element != null && universe.find(element).isEmpty()) {
        findings.absent(from + " refers to " + element);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
      check(owner, name + ' ' + descriptor, Member.FIELD, isStatic);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
      check(owner, name + ' ' + descriptor, Member.METHOD, opcode == Opcodes.INVOKESTATIC);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
      checkHandle(bootstrap);
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          checkHandle(handle);
        }
      }
    }

    private void checkHandle(Handle handle) {
      boolean isField = handle.getTag() <= Opcodes.H_PUTSTATIC;
      boolean isStatic =
          handle.getTag() == Opcodes.H_INVOKESTATIC
              || handle.getTag() == Opcodes.H_GETSTATIC
              || handle.getTag() == Opcodes.H_PUTSTATIC;
      check(handle.getOwner(), handle.getName() + ' ' + handle.getDesc(), isField ? Member.FIELD : Member.METHOD, isStatic);
    }

    private void check(String owner, String key, Member kind, boolean isStatic) {
      references++;
      if (owner.startsWith("[") || SIGNATURE_POLYMORPHIC.contains(owner)) {
        return;
      }
      Optional<ClassFacts> facts = universe.find(owner);
      if (facts.isEmpty()) {
        findings.absent(from + " refers to " + owner);
        return;
      }
      Lookup lookup = lookUp(facts.get(), key, kind);
      String what = from + " uses " + owner + '.' + key;
      if (lookup.access() == null) {
        report(owner, lookup.isLineageWhole(), what + ", which is not there");
      } else if (((lookup.access() & Opcodes.ACC_STATIC) != 0) != isStatic) {
        report(owner, true, what + " as " + (isStatic ? "static" : "not static") + ", which it is not");
      }
    }

    private void report(String owner, boolean isLineageWhole, String what) {
      if (universe.isApp(owner) && isLineageWhole) {
        findings.broken(what);
      } else {
        findings.absent(what);
      }
    }
  }

  private enum Member {
    FIELD,
    METHOD
  }

  /**
   * `access` is null if no class of the lineage declares the member. A lineage with an absent class
   * is not conclusive.
   */
  private record Lookup(Integer access, boolean isLineageWhole) {}

  private Lookup lookUp(ClassFacts start, String key, Member kind) {
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(start.name());
    boolean isWhole = true;
    while (!open.isEmpty()) {
      String name = open.poll();
      if (!seen.add(name)) {
        continue;
      }
      Optional<ClassFacts> facts = universe.find(name);
      if (facts.isEmpty()) {
        isWhole = false;
        continue;
      }
      Map<String, Integer> members = kind == Member.FIELD ? facts.get().fields() : facts.get().methods();
      Integer access = members.get(key);
      if (access != null) {
        return new Lookup(access, isWhole);
      }
      if (facts.get().superName() != null) {
        open.add(facts.get().superName());
      }
      open.addAll(facts.get().interfaces());
    }
    return new Lookup(null, isWhole);
  }

  private static String elementOf(String type) {
    if (!type.startsWith("[")) {
      return type;
    }
    Type element = Type.getType(type).getElementType();
    return element.getSort() == Type.OBJECT ? element.getInternalName() : null;
  }
}
