package app.quhao.handset.host.guard;

import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that they find the algorithms of a phone only (DeviceAlgorithms).
 * Calls with a provider object, by reflection and by method handles stay as they are.
 */
public final class AlgorithmCalls {
  private static final String OURS = Type.getInternalName(DeviceAlgorithms.class);
  private static final String BY_NAME = "(Ljava/lang/String;)";
  private static final String BY_PROVIDER_NAME = "(Ljava/lang/String;Ljava/lang/String;)";

  private static final Set<String> TYPES =
      Set.of(
          "java/security/KeyFactory",
          "java/security/KeyPairGenerator",
          "java/security/MessageDigest",
          "java/security/Signature",
          "javax/crypto/Cipher",
          "javax/crypto/KeyAgreement",
          "javax/crypto/KeyGenerator",
          "javax/crypto/Mac",
          "javax/crypto/SecretKeyFactory");

  public static final Rewriting REWRITING = new Rewriting(List.copyOf(TYPES), Checked::new);

  private AlgorithmCalls() {}

  private static final class Checked extends MethodVisitor {
    /** The names of algorithm and provider once more, and the type. */
    private static final int MORE_STACK = 3;

    Checked(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + MORE_STACK, locals);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKESTATIC && name.equals("getInstance") && TYPES.contains(owner)) {
        check(owner.substring(owner.lastIndexOf('/') + 1), descriptor);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void check(String type, String descriptor) {
      String arguments = descriptor.substring(0, descriptor.indexOf(')') + 1);
      if (arguments.equals(BY_NAME)) {
        super.visitInsn(Opcodes.DUP);
      } else if (arguments.equals(BY_PROVIDER_NAME)) {
        super.visitInsn(Opcodes.DUP2);
      } else {
        return;
      }
      super.visitLdcInsn(type);
      String checked = arguments.replace(")", "Ljava/lang/String;)V");
      super.visitMethodInsn(Opcodes.INVOKESTATIC, OURS, "require", checked, false);
    }
  }
}
