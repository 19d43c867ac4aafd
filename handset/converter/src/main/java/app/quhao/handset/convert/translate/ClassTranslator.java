package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jf.dexlib2.iface.ClassDef;
import org.jf.dexlib2.iface.Field;
import org.jf.dexlib2.iface.Method;
import org.jf.dexlib2.iface.MethodParameter;
import org.jf.dexlib2.iface.reference.MethodReference;
import org.jf.dexlib2.iface.value.EncodedValue;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes one class. Version 52 has default and static interface methods, and lets a class write its
 * final fields outside constructors, as R8 does after inlining. Sealed types and records need version
 * 61, which does not.
 */
final class ClassTranslator {
  private static final int VERSION = Opcodes.V1_8;
  private static final int VERSION_WITH_RECORDS = Opcodes.V17;

  private final TypeRules types;
  private final Rewrites rewrites;
  private final InnerClassIndex innerClasses;
  private final SealedTypes sealedTypes;
  private final MethodTranslator code;
  private final StaticValues staticValues;

  /** `areAllDense`: all methods are translated as those that would be too long otherwise. */
  ClassTranslator(TypeRules types, Rewrites rewrites, Collection<ClassDef> classes, boolean areAllDense) {
    this.types = types;
    this.rewrites = rewrites;
    this.innerClasses = new InnerClassIndex(classes);
    this.sealedTypes = new SealedTypes(classes);
    this.code = new MethodTranslator(types, rewrites, areAllDense);
    this.staticValues = new StaticValues(new Constants(types));
  }

  /** Adds a line to `failures` for every method that has no faithful translation. */
  byte[] translate(ClassDef type, Consumer<String> failures) {
    List<String> own = new ArrayList<>();
    byte[] content = new byte[0];
    try {
      content = write(type, own::add);
    } catch (MethodTooLargeException e) {
      if (code.makeDense(e.getClassName(), e.getMethodName() + e.getDescriptor())) {
        return translate(type, failures);
      }
      own.add(e.getClassName() + '.' + e.getMethodName() + e.getDescriptor() + ": the method exceeds the 64 KiB of a JVM's");
    } catch (TranslationException e) {
      own.add(TypeRules.internalName(type.getType()) + ": " + e.getMessage());
    } catch (RuntimeException e) {
      // ASM refuses what a class file cannot hold; dexlib2 what is no dex.
      own.add(TypeRules.internalName(type.getType()) + ": " + e);
    }
    own.forEach(failures);
    return content;
  }

  private byte[] write(ClassDef type, Consumer<String> failures) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    SystemAnnotations facts = new SystemAnnotations(type.getAnnotations());
    writeHeader(type, facts, writer);
    for (Field field : type.getFields()) {
      writeField(field, writer);
    }
    boolean isInterface = (type.getAccessFlags() & Opcodes.ACC_INTERFACE) != 0;
    Map<String, EncodedValue> defaults = facts.annotationDefaults();
    boolean hasInitializer = false;
    for (Method method : type.getMethods()) {
      hasInitializer |= method.getName().equals("<clinit>");
      MethodVisitor visitor = openMethod(method, isInterface, writer);
      writeMethodFacts(method, defaults.get(method.getName()), visitor);
      writeCode(type, method, visitor, failures);
    }
    if (!hasInitializer && staticValues.needsCode(type)) {
      staticValues.writeInitializer(type, writer);
    }
    for (Rewrites.Bypass bypass : rewrites.bypassesOf(TypeRules.internalName(type.getType()))) {
      writeBypass(type, bypass, writer);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void writeHeader(ClassDef type, SystemAnnotations facts, ClassWriter writer) {
    String name = TypeRules.internalName(type.getType());
    Set<String> interfaces = new TreeSet<>();
    List<String> named = new ArrayList<>();
    for (String one : type.getInterfaces()) {
      named.add(TypeRules.internalName(one));
    }
    interfaces.addAll(rewrites.interfacesOf(name));
    interfaces.removeAll(named);
    named.addAll(interfaces);
    String parent = type.getSuperclass() == null ? null : TypeRules.internalName(type.getSuperclass());
    List<String> permitted = sealedTypes.permittedBy(name);
    boolean isModern = (facts.isRecord() || !permitted.isEmpty()) && !FinalFields.areWrittenOutsideConstructors(type);
    int version = isModern ? VERSION_WITH_RECORDS : VERSION;
    writer.visit(
        version, Access.ofClass(type.getAccessFlags()), name, facts.signature(), parent, named.toArray(String[]::new));
    if (type.getSourceFile() != null || facts.sourceDebugExtension() != null) {
      writer.visitSource(type.getSourceFile(), facts.sourceDebugExtension());
    }
    writeEnclosing(facts, writer);
    AnnotationWriter.write(type.getAnnotations(), writer::visitAnnotation);
    for (InnerClassIndex.Entry entry : innerClasses.of(name)) {
      writer.visitInnerClass(entry.name(), entry.outer(), entry.simpleName(), Access.ofInnerClass(entry.access()));
    }
    if (isModern) {
      permitted.forEach(writer::visitPermittedSubclass);
      if (facts.isRecord()) {
        writeComponents(facts, writer);
      }
    }
  }

  private static void writeComponents(SystemAnnotations facts, ClassWriter writer) {
    for (SystemAnnotations.Component component : facts.recordComponents()) {
      writer.visitRecordComponent(component.name(), component.descriptor(), component.signature()).visitEnd();
    }
  }

  private static void writeEnclosing(SystemAnnotations facts, ClassWriter writer) {
    MethodReference method = facts.enclosingMethod();
    if (method != null) {
      boolean isInitializer = method.getName().equals("<clinit>");
      writer.visitOuterClass(
          TypeRules.internalName(method.getDefiningClass()),
          isInitializer ? null : method.getName(),
          isInitializer ? null : Descriptors.of(method));
    } else if (facts.enclosingClass() != null && facts.isInner() && facts.innerName() == null) {
      writer.visitOuterClass(facts.enclosingClass(), null, null);
    }
  }

  private void writeField(Field field, ClassWriter writer) {
    SystemAnnotations facts = new SystemAnnotations(field.getAnnotations());
    boolean isInterface = types.isInterface(field.getDefiningClass());
    var visitor =
        writer.visitField(
            Access.ofField(field.getAccessFlags(), isInterface),
            field.getName(),
            field.getType(),
            facts.signature(),
            staticValues.constantOf(field));
    AnnotationWriter.write(field.getAnnotations(), visitor::visitAnnotation);
    visitor.visitEnd();
  }

  private MethodVisitor openMethod(Method method, boolean isInterface, ClassWriter writer) {
    SystemAnnotations facts = new SystemAnnotations(method.getAnnotations());
    String descriptor = Descriptors.of(method);
    int access = Access.ofMethod(method, isInterface);
    String owner = TypeRules.internalName(method.getDefiningClass());
    if (method.getName().equals("<init>") && rewrites.isPublicConstructor(owner, descriptor)) {
      access = access & ~(Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED) | Opcodes.ACC_PUBLIC;
    }
    return writer.visitMethod(access, method.getName(), descriptor, facts.signature(), facts.exceptions());
  }

  private static void writeMethodFacts(Method method, EncodedValue annotationDefault, MethodVisitor visitor) {
    SystemAnnotations facts = new SystemAnnotations(method.getAnnotations());
    List<String> names = facts.parameterNames();
    List<Integer> access = facts.parameterAccess();
    for (int i = 0; i < names.size(); i++) {
      visitor.visitParameter(names.get(i), i < access.size() ? access.get(i) : 0);
    }
    if (annotationDefault != null) {
      AnnotationVisitor value = visitor.visitAnnotationDefault();
      AnnotationWriter.write(null, annotationDefault, value);
      value.visitEnd();
    }
    AnnotationWriter.write(method.getAnnotations(), visitor::visitAnnotation);
    int index = 0;
    for (MethodParameter parameter : method.getParameters()) {
      int position = index++;
      AnnotationWriter.write(
          parameter.getAnnotations(),
          (descriptor, isVisible) -> visitor.visitParameterAnnotation(position, descriptor, isVisible));
    }
  }

  private void writeCode(ClassDef type, Method method, MethodVisitor visitor, Consumer<String> failures) {
    if (method.getImplementation() == null) {
      boolean hasNone = (method.getAccessFlags() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0;
      if (!hasNone) {
        failures.accept(type.getType() + '.' + method.getName() + ": the dex has no code of it");
      }
      visitor.visitEnd();
      return;
    }
    try {
      if (method.getName().equals("<clinit>")) {
        code.translate(method, visitor, out -> staticValues.write(type, out));
      } else {
        code.translate(method, visitor);
      }
    } catch (TranslationException e) {
      failures.accept(e.getMessage());
    }
  }

  /** Runs a constructor further up, and nothing of this class. */
  private static void writeBypass(ClassDef type, Rewrites.Bypass bypass, ClassWriter writer) {
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, "<init>", bypass.descriptor(), null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    int slot = 1;
    Type[] parameters = Type.getArgumentTypes(bypass.superDescriptor());
    Type[] own = Type.getArgumentTypes(bypass.descriptor());
    for (int i = 0; i < own.length - 1; i++) {
      method.visitVarInsn(own[i].getOpcode(Opcodes.ILOAD), slot);
      slot += own[i].getSize();
    }
    if (parameters.length == own.length) {
      method.visitInsn(Opcodes.ACONST_NULL);
    }
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, TypeRules.internalName(type.getSuperclass()), "<init>", bypass.superDescriptor(), false);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
