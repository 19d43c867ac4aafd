package app.quhao.handset.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Passes the methods of a class through visitors, where its constant pool mentions what they
 * replace.
 */
public final class MethodRewriter {
  private MethodRewriter() {}

  /** `mentions`: a class whose constant pool has none of these names is left as it is. */
  public record Rewriting(List<String> mentions, UnaryOperator<MethodVisitor> visitor) {}

  /**
   * Returns the same array where no name of any rewriting is mentioned: most classes need no reader.
   * Otherwise the class is read and written once; the first rewriting sees it first.
   */
  public static byte[] rewrite(byte[] classFile, Rewriting... rewritings) {
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    List<UnaryOperator<MethodVisitor>> visitors =
        Arrays.stream(rewritings)
            .filter(rewriting -> rewriting.mentions().stream().anyMatch(text::contains))
            .map(Rewriting::visitor)
            .toList();
    if (visitors.isEmpty()) {
      return classFile;
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new RewrittenClass(writer, visitors), 0);
    return writer.toByteArray();
  }

  private static final class RewrittenClass extends ClassVisitor {
    private final List<UnaryOperator<MethodVisitor>> visitors;

    RewrittenClass(ClassVisitor next, List<UnaryOperator<MethodVisitor>> visitors) {
      super(Opcodes.ASM9, next);
      this.visitors = visitors;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor first = super.visitMethod(access, name, descriptor, signature, exceptions);
      for (int i = visitors.size() - 1; i >= 0; i--) {
        first = visitors.get(i).apply(first);
      }
      return first;
    }
  }
}
