import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the class Dynamic, whose methods are call sites. Usage: Generate FILE */
public final class Generate {
  private static final String OWNER = "app/quhao/modern/CallSites";
  private static final String OF_TEXT = "(Ljava/lang/String;)Ljava/lang/String;";

  private Generate() {}

  public static void main(String[] arguments) throws Exception {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, "app/quhao/modern/Dynamic", null, "java/lang/Object", null);
    method(writer, "named", code -> {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitIntInsn(Opcodes.BIPUSH, 42);
      code.visitInvokeDynamicInsn(
          "join",
          "(Ljava/lang/Object;I)Ljava/lang/String;",
          bootstrap("named", String.class, int.class, long.class, double.class),
          "constant", -3, 1L << 40, 0.25);
    });
    method(writer, "handle", code -> {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      Handle upper = new Handle(Opcodes.H_INVOKEVIRTUAL, "java/lang/String", "toUpperCase", "()Ljava/lang/String;", false);
      code.visitInvokeDynamicInsn(
          "any", OF_TEXT, bootstrap("handle", MethodHandle.class, MethodType.class), upper, Type.getMethodType("(I)V"));
    });
    method(writer, "listed", code ->
        code.visitInvokeDynamicInsn(
            "any", "()Ljava/lang/String;", bootstrap("listed", Object[].class),
            1, 2L, 1.5f, 2.5, "text", Type.getObjectType("java/lang/Runnable"), Type.getMethodType("(J)I")));
    writer.visitEnd();
    Files.write(Path.of(arguments[0]), writer.toByteArray());
  }

  private interface Body {
    void write(MethodVisitor code);
  }

  private static void method(ClassWriter writer, String name, Body body) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, OF_TEXT, null, null);
    code.visitCode();
    body.write(code);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static Handle bootstrap(String name, Class<?>... constants) {
    MethodType type =
        MethodType.methodType(
                CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class)
            .appendParameterTypes(constants);
    return new Handle(Opcodes.H_INVOKESTATIC, OWNER, name, type.toMethodDescriptorString(), false);
  }
}
