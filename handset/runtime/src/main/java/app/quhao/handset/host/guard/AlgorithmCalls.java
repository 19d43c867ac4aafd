package app.quhao.handset.host.guard;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that they find the algorithms and providers of a phone only
 * (DeviceAlgorithms, DeviceProviders). Calls by reflection and by method handles stay as they are.
 */
public final class AlgorithmCalls {
  private static final String ALGORITHMS = Type.getInternalName(DeviceAlgorithms.class);
  private static final String PROVIDERS = Type.getInternalName(DeviceProviders.class);
  private static final String SECURITY = "java/security/Security";
  private static final String SHOWN = "(Ljava/security/Provider;)Ljava/security/Provider;";

  private static final Set<String> LOOKUPS =
      Set.of(
          "(Ljava/lang/String;)",
          "(Ljava/lang/String;Ljava/lang/String;)",
          "(Ljava/lang/String;Ljava/security/Provider;)");

  private static final Set<String> ENGINES =
      Set.of(
          "java/security/AlgorithmParameterGenerator",
          "java/security/AlgorithmParameters",
          "java/security/KeyFactory",
          "java/security/KeyPairGenerator",
          "java/security/KeyStore",
          "java/security/MessageDigest",
          "java/security/SecureRandom",
          "java/security/Signature",
          "java/security/cert/CertPathBuilder",
          "java/security/cert/CertPathValidator",
          "java/security/cert/CertificateFactory",
          "javax/crypto/Cipher",
          "javax/crypto/KeyAgreement",
          "javax/crypto/KeyGenerator",
          "javax/crypto/Mac",
          "javax/crypto/SecretKeyFactory",
          "javax/net/ssl/KeyManagerFactory",
          "javax/net/ssl/SSLContext",
          "javax/net/ssl/TrustManagerFactory");

  /** Owner and name, and our method without arguments. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "java/security/KeyStore.getDefaultType", "keyStoreType",
          "javax/net/ssl/KeyManagerFactory.getDefaultAlgorithm", "trustAlgorithm",
          "javax/net/ssl/TrustManagerFactory.getDefaultAlgorithm", "trustAlgorithm");

  private static final Set<String> OF_SECURITY =
      Set.of(
          "getProviders()[Ljava/security/Provider;",
          "getProvider(Ljava/lang/String;)Ljava/security/Provider;");

  public static final Rewriting REWRITING =
      new Rewriting(Stream.concat(ENGINES.stream(), Stream.of(SECURITY)).toList(), Replaced::new);

  private AlgorithmCalls() {}

  private static final class Replaced extends CallVisitor {
    /** The name of the class. */
    private static final int MORE_STACK = 1;

    Replaced(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      String ourDefault = DEFAULTS.get(call.owner() + "." + call.name());
      if (ourDefault != null) {
        callStatic(ALGORITHMS, ourDefault, call.descriptor());
      } else if (call.owner().equals(SECURITY)
          && OF_SECURITY.contains(call.name() + call.descriptor())) {
        callStatic(PROVIDERS, call.name(), call.descriptor());
      } else if (!ENGINES.contains(call.owner())) {
        pass(call);
      } else if (call.isStatic() && call.name().equals("getInstance") && isLookup(call)) {
        lookUp(call);
      } else {
        pass(call);
        if (call.name().equals("getProvider")) {
          callStatic(PROVIDERS, "shown", SHOWN);
        }
      }
    }

    private static boolean isLookup(Call call) {
      return LOOKUPS.contains(parametersOf(call));
    }

    private static String parametersOf(Call call) {
      return call.descriptor().substring(0, call.descriptor().indexOf(')') + 1);
    }

    private void lookUp(Call call) {
      visitLdcInsn(Type.getObjectType(call.owner()).getClassName());
      String parameters = parametersOf(call).replace(")", "Ljava/lang/String;)");
      callStatic(ALGORITHMS, "getInstance", parameters + "Ljava/lang/Object;");
      visitTypeInsn(Opcodes.CHECKCAST, call.owner());
    }
  }
}
