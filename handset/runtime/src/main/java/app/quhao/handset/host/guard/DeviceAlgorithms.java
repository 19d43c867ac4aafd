package app.quhao.handset.host.guard;

import java.lang.reflect.InvocationTargetException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The getInstance methods of java.security, javax.crypto and javax.net.ssl as a phone has them. The
 * JDK and Robolectric's Bouncy Castle offer more: an app that uses one of those works here and
 * fails on a phone. Exceptions are Android's, in its words.
 */
public final class DeviceAlgorithms {
  private static final String REMOVED =
      "The BC provider no longer provides an implementation for %s.%s.  Please see"
          + " https://android-developers.googleblog.com/2018/03/cryptography-changes-in-android-p.html"
          + " for more details.";

  private DeviceAlgorithms() {}

  /** Whose an algorithm is that is asked for without a provider. */
  private enum Source {
    APP,
    PLATFORM,
    BOUNCY_CASTLE,
    NONE
  }

  /** getInstance of the class with this name. */
  public static Object getInstance(String algorithm, String engine) throws Exception {
    String type = typeOf(engine);
    if (algorithm == null) {
      return byName(engine, null);
    }
    switch (sourceOf(type, algorithm)) {
      case APP:
        return byName(engine, algorithm);
      case PLATFORM:
        return type.equals("SecureRandom")
            ? of(engine, algorithm, DeviceProviders.openSsl())
            : byName(engine, ofJdk(type, algorithm));
      case BOUNCY_CASTLE:
        // RSA without more is such a one and pads nothing; the JDK's pads by PKCS#1.
        return type.equals("Cipher") || type.equals("KeyStore")
            ? of(engine, algorithm, DeviceProviders.bouncyCastle())
            : byName(engine, algorithm);
      default:
        throw missing(type, algorithm, null);
    }
  }

  /** Bouncy Castle comes last: it is made when something is asked for that nobody else has. */
  private static Source sourceOf(String type, String algorithm) {
    Predicate<Provider> offers = each -> has(each, type, algorithm);
    if (DeviceProviders.ofApp().anyMatch(offers)) {
      return Source.APP;
    }
    if (DeviceProviders.ofPlatform().anyMatch(offers)) {
      return Source.PLATFORM;
    }
    return DeviceProviders.hasBouncyCastle() && offers.test(DeviceProviders.bouncyCastle())
        ? Source.BOUNCY_CASTLE
        : Source.NONE;
  }

  /** The same of a provider that is named. */
  public static Object getInstance(String algorithm, String provider, String engine)
      throws Exception {
    if (provider == null || provider.isEmpty()) {
      throw new IllegalArgumentException("missing provider");
    }
    Provider named = DeviceProviders.getProvider(provider);
    if (named == null) {
      throw new NoSuchProviderException("no such provider: " + provider);
    }
    return getInstance(algorithm, named, engine);
  }

  /** The same of a provider. */
  public static Object getInstance(String algorithm, Provider provider, String engine)
      throws Exception {
    String type = typeOf(engine);
    if (provider == null || algorithm == null || DeviceProviders.isOfApp(provider)) {
      return of(engine, algorithm, provider);
    }
    if (DeviceProviders.isBouncyCastle(provider) && isRemoved(type, algorithm)) {
      throw wrapped(
          type, algorithm, new NoSuchAlgorithmException(String.format(REMOVED, type, algorithm)));
    }
    if (!has(provider, type, algorithm)) {
      throw missing(type, algorithm, provider);
    }
    // The JDK knows fewer names of paddings than Conscrypt; its own lookup goes on to Bouncy
    // Castle.
    return DeviceProviders.isStandIn(provider) && type.equals("Cipher")
        ? byName(engine, ofJdk(type, algorithm))
        : of(engine, algorithm, provider);
  }

  /** The name that the JDK has for it. */
  static String ofJdk(String type, String algorithm) {
    return switch (type + " " + algorithm.toUpperCase(Locale.ROOT)) {
      case "KeyManagerFactory X509" -> "PKIX";
      case "Cipher CHACHA20/POLY1305/NOPADDING" -> "ChaCha20-Poly1305";
      default -> algorithm;
    };
  }

  public static String keyStoreType() {
    return "BKS";
  }

  public static String trustAlgorithm() {
    return "PKIX";
  }

  /** AlgorithmParameters, Cipher, …: the class without its package is the type of the service. */
  private static String typeOf(String engine) {
    return engine.substring(engine.lastIndexOf('.') + 1);
  }

  private static boolean has(Provider provider, String type, String algorithm) {
    String base = type.equals("Cipher") ? algorithm.split("/", 2)[0] : algorithm;
    return provider.getService(type, algorithm) != null
        || !DeviceProviders.isStandIn(provider) && provider.getService(type, base) != null;
  }

  private static boolean isRemoved(String type, String algorithm) {
    boolean isGcm = algorithm.toUpperCase(Locale.ROOT).equals("AES/GCM/NOPADDING");
    return ConscryptAlgorithms.has(type, algorithm)
        && (type.equals("Cipher") && isGcm
            || !has(DeviceProviders.bouncyCastle(), type, algorithm));
  }

  private static Exception missing(String type, String algorithm, Provider provider) {
    boolean isCipher = type.equals("Cipher");
    String message;
    if (provider == null) {
      message =
          isCipher
              ? "No provider found for " + algorithm
              : algorithm + " " + type + " not available";
    } else {
      message =
          isCipher
              ? "Provider " + provider.getName() + " does not provide " + algorithm
              : "no such algorithm: " + algorithm + " for provider " + provider.getName();
    }
    return wrapped(type, algorithm, new NoSuchAlgorithmException(message));
  }

  /** Key stores and certificate factories have exceptions of their own. */
  private static Exception wrapped(String type, String algorithm, NoSuchAlgorithmException cause) {
    return switch (type) {
      case "KeyStore" -> new KeyStoreException(algorithm + " not found", cause);
      case "CertificateFactory" -> new CertificateException(algorithm + " not found", cause);
      default -> cause;
    };
  }

  private static Object byName(String engine, String algorithm) throws Exception {
    return call(engine, new Class<?>[] {String.class}, algorithm);
  }

  private static Object of(String engine, String algorithm, Provider provider) throws Exception {
    return call(engine, new Class<?>[] {String.class, Provider.class}, algorithm, provider);
  }

  private static Object call(String engine, Class<?>[] types, Object... arguments)
      throws Exception {
    try {
      return Class.forName(engine).getMethod("getInstance", types).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    }
  }
}
