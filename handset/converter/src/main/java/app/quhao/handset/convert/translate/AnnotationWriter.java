package app.quhao.handset.convert.translate;

import java.util.Set;
import org.jf.dexlib2.iface.Annotation;
import org.jf.dexlib2.iface.AnnotationElement;
import org.jf.dexlib2.iface.value.AnnotationEncodedValue;
import org.jf.dexlib2.iface.value.ArrayEncodedValue;
import org.jf.dexlib2.iface.value.BooleanEncodedValue;
import org.jf.dexlib2.iface.value.ByteEncodedValue;
import org.jf.dexlib2.iface.value.CharEncodedValue;
import org.jf.dexlib2.iface.value.DoubleEncodedValue;
import org.jf.dexlib2.iface.value.EncodedValue;
import org.jf.dexlib2.iface.value.EnumEncodedValue;
import org.jf.dexlib2.iface.value.FloatEncodedValue;
import org.jf.dexlib2.iface.value.IntEncodedValue;
import org.jf.dexlib2.iface.value.LongEncodedValue;
import org.jf.dexlib2.iface.value.ShortEncodedValue;
import org.jf.dexlib2.iface.value.StringEncodedValue;
import org.jf.dexlib2.iface.value.TypeEncodedValue;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Type;

/** Copies annotations. */
final class AnnotationWriter {
  private static final int RUNTIME = 1;

  private AnnotationWriter() {}

  /** Opens an annotation of a class, field, method or parameter. */
  interface Target {
    AnnotationVisitor open(String descriptor, boolean isVisible);
  }

  static void write(Set<? extends Annotation> annotations, Target target) {
    for (Annotation annotation : annotations) {
      if (!SystemAnnotations.isSystem(annotation)) {
        AnnotationVisitor visitor = target.open(annotation.getType(), annotation.getVisibility() == RUNTIME);
        writeElements(annotation.getElements(), visitor);
      }
    }
  }

  private static void writeElements(Set<? extends AnnotationElement> elements, AnnotationVisitor visitor) {
    for (AnnotationElement element : elements) {
      write(element.getName(), element.getValue(), visitor);
    }
    visitor.visitEnd();
  }

  static void write(String name, EncodedValue value, AnnotationVisitor visitor) {
    if (value instanceof ArrayEncodedValue array) {
      AnnotationVisitor elements = visitor.visitArray(name);
      array.getValue().forEach(element -> write(null, element, elements));
      elements.visitEnd();
    } else if (value instanceof AnnotationEncodedValue annotation) {
      writeElements(annotation.getElements(), visitor.visitAnnotation(name, annotation.getType()));
    } else if (value instanceof EnumEncodedValue constant) {
      visitor.visitEnum(name, constant.getValue().getType(), constant.getValue().getName());
    } else {
      visitor.visit(name, boxed(value));
    }
  }

  private static Object boxed(EncodedValue value) {
    Object number = NumberValue.boxed(value);
    if (number != null) {
      return number;
    }
    if (value instanceof StringEncodedValue text) {
      return text.getValue();
    }
    if (value instanceof TypeEncodedValue type) {
      return Type.getType(type.getValue());
    }
    throw new TranslationException("an annotation with a value that a class file cannot hold");
  }

  /** The primitive constants of a dex. */
  static final class NumberValue {
    private NumberValue() {}

    /** Returns null if the value is no primitive. */
    static Object boxed(EncodedValue value) {
      if (value instanceof IntEncodedValue number) {
        return number.getValue();
      }
      if (value instanceof BooleanEncodedValue truth) {
        return truth.getValue();
      }
      if (value instanceof LongEncodedValue number) {
        return number.getValue();
      }
      if (value instanceof FloatEncodedValue number) {
        return number.getValue();
      }
      if (value instanceof DoubleEncodedValue number) {
        return number.getValue();
      }
      if (value instanceof ByteEncodedValue number) {
        return number.getValue();
      }
      if (value instanceof ShortEncodedValue number) {
        return number.getValue();
      }
      return value instanceof CharEncodedValue character ? character.getValue() : null;
    }
  }
}
