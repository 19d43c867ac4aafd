package app.quhao.handset.convert.translate;

import java.util.HashSet;
import java.util.Set;
import org.jf.dexlib2.iface.ClassDef;
import org.jf.dexlib2.iface.Field;
import org.jf.dexlib2.iface.Method;
import org.jf.dexlib2.iface.instruction.Instruction;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.reference.FieldReference;
import org.objectweb.asm.Opcodes;

/** Finds what a class file of version 53 and later forbids and a dex allows. */
final class FinalFields {
  private FinalFields() {}

  static boolean areWrittenOutsideConstructors(ClassDef type) {
    Set<String> finals = new HashSet<>();
    for (Field field : type.getFields()) {
      if ((field.getAccessFlags() & Opcodes.ACC_FINAL) != 0) {
        finals.add(field.getName() + field.getType());
      }
    }
    for (Method method : type.getMethods()) {
      if (method.getImplementation() != null && writes(method, type.getType(), finals)) {
        return true;
      }
    }
    return false;
  }

  private static boolean writes(Method method, String owner, Set<String> finals) {
    String allowed = method.getName().equals("<init>") ? "IPUT" : method.getName().equals("<clinit>") ? "SPUT" : "none";
    for (Instruction instruction : method.getImplementation().getInstructions()) {
      String name = instruction.getOpcode().name();
      boolean isPut = name.startsWith("IPUT") || name.startsWith("SPUT");
      if (isPut
          && !name.startsWith(allowed)
          && ((ReferenceInstruction) instruction).getReference() instanceof FieldReference field
          && field.getDefiningClass().equals(owner)
          && finals.contains(field.getName() + field.getType())) {
        return true;
      }
    }
    return false;
  }
}
