package app.quhao.handset.convert;

import app.quhao.handset.convert.translate.DexTranslator;
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
 * because the JVM resolves at first use. References are copied from the dex, so what is missing is
 * missing on a phone too and is only noted. A missing constructor of the converter's own is a wrong
 * conversion.
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
      Integer access = lookUp(facts.get(), key, kind);
      String what = from + " uses " + owner + '.' + key;
      if (access == null) {
        report(key, what + ", which is not there");
      } else if (((access & Opcodes.ACC_STATIC) != 0) != isStatic) {
        report(key, what + " as " + (isStatic ? "static" : "not static") + ", which it is not");
      }
    }

    private void report(String key, String what) {
      if (key.contains(DexTranslator.MARKER)) {
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

  /** Returns the access flags, or null if no class of the lineage declares the member. */
  private Integer lookUp(ClassFacts start, String key, Member kind) {
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(start.name());
    while (!open.isEmpty()) {
      String name = open.poll();
      Optional<ClassFacts> facts = seen.add(name) ? universe.find(name) : Optional.empty();
      if (facts.isEmpty()) {
        continue;
      }
      Map<String, Integer> members = kind == Member.FIELD ? facts.get().fields() : facts.get().methods();
      Integer access = members.get(key);
      if (access != null) {
        return access;
      }
      if (facts.get().superName() != null) {
        open.add(facts.get().superName());
      }
      open.addAll(facts.get().interfaces());
    }
    return null;
  }

  private static String elementOf(String type) {
    if (!type.startsWith("[")) {
      return type;
    }
    Type element = Type.getType(type).getElementType();
    return element.getSort() == Type.OBJECT ? element.getInternalName() : null;
  }
}
