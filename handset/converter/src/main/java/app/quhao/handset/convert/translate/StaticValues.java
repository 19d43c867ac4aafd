package app.quhao.handset.convert.translate;

import org.jf.dexlib2.iface.ClassDef;
import org.jf.dexlib2.iface.Field;
import org.jf.dexlib2.iface.value.EncodedValue;
import org.jf.dexlib2.iface.value.MethodHandleEncodedValue;
import org.jf.dexlib2.iface.value.MethodTypeEncodedValue;
import org.jf.dexlib2.iface.value.NullEncodedValue;
import org.jf.dexlib2.iface.value.StringEncodedValue;
import org.jf.dexlib2.iface.value.TypeEncodedValue;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * First values of static fields. A class file holds numbers and strings; classes, handles, and
 * strings in fields of another type are written at the start of the class initialiser.
 */
final class StaticValues {
  private static final int MAX_CONSTANT = 21_000;

  private final Constants constants;

  StaticValues(Constants constants) {
    this.constants = constants;
  }

  /** Returns null if the field has no value that a class file holds. */
  Object constantOf(Field field) {
    EncodedValue value = field.getInitialValue();
    if (value == null) {
      return null;
    }
    if (value instanceof StringEncodedValue text) {
      boolean fits = field.getType().equals("Ljava/lang/String;") && text.getValue().length() <= MAX_CONSTANT;
      return fits ? text.getValue() : null;
    }
    Object boxed = AnnotationWriter.NumberValue.boxed(value);
    if (boxed == null) {
      return null;
    }
    Number number =
        boxed instanceof Number given
            ? given
            : (Number) (boxed instanceof Character character ? (int) character : Boolean.TRUE.equals(boxed) ? 1 : 0);
    return switch (field.getType().charAt(0)) {
      case 'J' -> number.longValue();
      case 'F' -> number.floatValue();
      case 'D' -> number.doubleValue();
      case 'L', '[' -> throw new TranslationException("the field " + field.getName() + " has a number for a reference");
      default -> number.intValue();
    };
  }

  private boolean isWrittenByCode(Field field) {
    EncodedValue value = field.getInitialValue();
    return value != null && !(value instanceof NullEncodedValue) && constantOf(field) == null;
  }

  boolean needsCode(ClassDef type) {
    for (Field field : type.getStaticFields()) {
      if (isWrittenByCode(field)) {
        return true;
      }
    }
    return false;
  }

  void write(ClassDef type, Assembler out) {
    for (Field field : type.getStaticFields()) {
      if (isWrittenByCode(field)) {
        push(field.getInitialValue(), out);
        String owner = TypeRules.internalName(type.getType());
        out.field(Opcodes.PUTSTATIC, new Member(owner, field.getName(), field.getType()));
      }
    }
  }

  private void push(EncodedValue value, Assembler out) {
    if (value instanceof StringEncodedValue text) {
      out.pushString(text.getValue());
    } else if (value instanceof TypeEncodedValue type) {
      out.pushClass(type.getValue());
    } else if (value instanceof MethodHandleEncodedValue || value instanceof MethodTypeEncodedValue) {
      out.constant(constants.bootstrapArgument(value));
    } else {
      throw new TranslationException("a static field has a first value that ART does not know either");
    }
  }

  void writeInitializer(ClassDef type, ClassWriter writer) {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    method.visitCode();
    write(type, new Assembler(method));
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
