package app.quhao.handset.convert;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Repairs the output of dex2jar in one pass (docs/handset.md §4): frames with real common super
 * classes, the interface flag of calls, source file names, and classes that are abstract and final
 * at once (legal on ART, not on a JVM).
 */
final class ClassRepair {
  private final ClassUniverse universe;

  ClassRepair(ClassUniverse universe) {
    this.universe = universe;
  }

  byte[] repair(byte[] classFile, String sourceFile) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String left, String right) {
            return universe.commonSuperClass(left, right);
          }
        };
    new ClassReader(classFile).accept(new Pass(writer, sourceFile), ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private final class Pass extends ClassVisitor {
    private final String sourceFile;

    Pass(ClassVisitor next, String sourceFile) {
      super(Opcodes.ASM9, next);
      this.sourceFile = sourceFile;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
      // Since Java 8 interfaces may contain code and the verifier uses frames. With older versions
      // it would infer types.
      int atLeastJava8 = (version & 0xffff) < Opcodes.V1_8 ? Opcodes.V1_8 : version;
      super.visit(atLeastJava8, withoutFinalAbstract(access), name, signature, superName, interfaces);
      if (sourceFile != null) {
        super.visitSource(sourceFile, null);
      }
    }

    @Override
    public void visitSource(String source, String debug) {
      if (sourceFile == null) {
        super.visitSource(source, debug);
      }
    }

    @Override
    public void visitInnerClass(String name, String outerName, String innerName, int access) {
      super.visitInnerClass(name, outerName, innerName, withoutFinalAbstract(access));
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new CallPass(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private final class CallPass extends MethodVisitor {
    CallPass(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface(owner, isInterface));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] repaired = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        repaired[i] = repairConstant(arguments[i]);
      }
      super.visitInvokeDynamicInsn(name, descriptor, repairHandle(bootstrap), repaired);
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(repairConstant(value));
    }

    private Object repairConstant(Object constant) {
      return constant instanceof Handle handle ? repairHandle(handle) : constant;
    }

    private Handle repairHandle(Handle handle) {
      boolean isInterface = isInterface(handle.getOwner(), handle.isInterface());
      return new Handle(handle.getTag(), handle.getOwner(), handle.getName(), handle.getDesc(), isInterface);
    }
  }

  private boolean isInterface(String owner, boolean otherwise) {
    return universe.find(owner).map(ClassFacts::isInterface).orElse(otherwise);
  }

  private static int withoutFinalAbstract(int access) {
    return (access & Opcodes.ACC_ABSTRACT) == 0 ? access : access & ~Opcodes.ACC_FINAL;
  }
}
