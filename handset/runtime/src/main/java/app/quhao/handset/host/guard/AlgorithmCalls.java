package app.quhao.handset.host.guard;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
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

  private static final class Checked extends CallVisitor {
    /** The names of algorithm and provider once more, and the type. */
    private static final int MORE_STACK = 3;

    Checked(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      if (call.isStatic() && call.name().equals("getInstance") && isCipherByName(call)) {
        callStatic(OURS, "cipher", call.descriptor());
        return;
      }
      if (call.isStatic() && call.name().equals("getInstance") && TYPES.contains(call.owner())) {
        check(call);
      }
      pass(call);
    }

    private static boolean isCipherByName(Call call) {
      return call.owner().equals("javax/crypto/Cipher") && call.descriptor().startsWith(BY_NAME);
    }

    private void check(Call call) {
      String arguments = call.descriptor().substring(0, call.descriptor().indexOf(')') + 1);
      if (arguments.equals(BY_NAME)) {
        visitInsn(Opcodes.DUP);
      } else if (arguments.equals(BY_PROVIDER_NAME)) {
        visitInsn(Opcodes.DUP2);
      } else {
        return;
      }
      visitLdcInsn(call.ownerName());
      callStatic(OURS, "require", arguments.replace(")", "Ljava/lang/String;)V"));
    }
  }
}
