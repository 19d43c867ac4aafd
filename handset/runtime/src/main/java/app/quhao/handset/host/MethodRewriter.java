package app.quhao.handset.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Passes the methods of a class through a visitor, where its constant pool mentions what the visitor replaces. */
public final class MethodRewriter {
  private MethodRewriter() {}

  /** Returns the same array where none of the names is mentioned: most classes need no reader. */
  public static byte[] rewrite(
      byte[] classFile, List<String> mentions, UnaryOperator<MethodVisitor> visitor) {
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    if (mentions.stream().noneMatch(text::contains)) {
      return classFile;
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new RewrittenClass(writer, visitor), 0);
    return writer.toByteArray();
  }

  private static final class RewrittenClass extends ClassVisitor {
    private final UnaryOperator<MethodVisitor> visitor;

    RewrittenClass(ClassVisitor next, UnaryOperator<MethodVisitor> visitor) {
      super(Opcodes.ASM9, next);
      this.visitor = visitor;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return visitor.apply(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }
}
