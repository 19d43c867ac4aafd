package app.quhao.handset.host.guard;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;

/**
 * The algorithms of Android's providers. The JDK and Bouncy Castle have more; an app that uses one of
 * those works here and fails on a phone. A provider that the app itself has added may offer any.
 */
public final class DeviceAlgorithms {
  private static final Set<String> DIGESTS =
      Set.of(
          "MD5", "SHA", "SHA1", "SHA-1", "SHA224", "SHA-224", "SHA256", "SHA-256", "SHA384",
          "SHA-384", "SHA512", "SHA-512");

  private static final Set<String> CIPHERS =
      Set.of(
          "AES", "AES_128", "AES_256", "AESWRAP", "ARC4", "ARCFOUR", "RC4", "BLOWFISH", "CHACHA20",
          "DES", "DESEDE", "DESEDEWRAP", "RSA");

  /**
   * What neither Conscrypt nor Android's Bouncy Castle has, of any type: national algorithms and
   * those against quantum computers among others.
   */
  private static final Pattern FOREIGN =
      Pattern.compile(
          ".*(SM2|SM3|SM4|GOST|DSTU|ARIA|SEED|CAMELLIA|SHA3-|SHAKE|KECCAK|KMAC|BLAKE|RIPEMD|TIGER"
              + "|WHIRLPOOL|SKEIN|KYBER|ML-|DILITHIUM|FALCON|SPHINCS|SLH-|NTRU|XMSS|ED448|X448).*");

  /** By the type of the service; other types are asked for what is foreign only. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of("MessageDigest", DIGESTS, "Cipher", CIPHERS, "KeyGenerator", CIPHERS);

  private static final List<String> COMPOSED = List.of("HMAC", "PBE");

  private static volatile Set<Provider> platform = Set.of();

  private DeviceAlgorithms() {}

  /** Takes the providers that are installed now for those of the platform. */
  public static void install() {
    Set<Provider> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(Arrays.asList(Security.getProviders()));
    platform = all;
  }

  /** Throws Android's exception where a phone has no such algorithm. */
  public static void require(String algorithm, String type) throws NoSuchAlgorithmException {
    if (algorithm != null && !isKnown(algorithm, type) && !isOfApp(algorithm, type, null)) {
      throw missing(algorithm, type);
    }
  }

  /**
   * Cipher.getInstance of a phone. There `RSA` alone is Bouncy Castle's and pads nothing; the JDK's
   * pads by PKCS#1.
   */
  public static Cipher cipher(String algorithm)
      throws NoSuchAlgorithmException, NoSuchPaddingException {
    require(algorithm, "Cipher");
    boolean isPlain = "RSA".equalsIgnoreCase(algorithm) && !isOfApp(algorithm, "Cipher", null);
    return isPlain
        ? Cipher.getInstance(algorithm, Security.getProvider("BC"))
        : Cipher.getInstance(algorithm);
  }

  /** The same for a provider that is named. */
  public static void require(String algorithm, String provider, String type)
      throws NoSuchAlgorithmException {
    if (algorithm != null && !isKnown(algorithm, type) && !isOfApp(algorithm, type, provider)) {
      throw new NoSuchAlgorithmException(
          "no such algorithm: " + algorithm + " for provider " + provider);
    }
  }

  private static NoSuchAlgorithmException missing(String algorithm, String type) {
    return new NoSuchAlgorithmException(
        type.equals("Cipher")
            ? "Cannot find any provider supporting " + algorithm
            : algorithm + " " + type + " not available");
  }

  private static boolean isKnown(String algorithm, String type) {
    String name = algorithm.toUpperCase(Locale.ROOT);
    Set<String> known = KNOWN.get(type);
    if (name.isEmpty() || FOREIGN.matcher(name).matches()) {
      return false;
    }
    boolean isObjectId = Character.isDigit(name.charAt(0));
    String base = type.equals("Cipher") ? name.split("/", 2)[0] : name;
    return known == null
        || isObjectId
        || known.contains(base)
        || COMPOSED.stream().anyMatch(base::startsWith);
  }

  private static boolean isOfApp(String algorithm, String type, String provider) {
    String base = algorithm.split("/", 2)[0];
    for (Provider each : Security.getProviders()) {
      boolean isAsked = provider == null || each.getName().equals(provider);
      if (isAsked && !platform.contains(each) && each.getService(type, base) != null) {
        return true;
      }
    }
    return false;
  }
}
