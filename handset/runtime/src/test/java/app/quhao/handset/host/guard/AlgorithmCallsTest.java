package app.quhao.handset.host.guard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.host.RewrittenClasses;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class AlgorithmCallsTest {
  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Callable<Object> {
    private final String what;

    public App(String what) {
      this.what = what;
    }

    @Override
    public Object call() throws Exception {
      return switch (what) {
        case "aes" -> Cipher.getInstance("AES/CBC/PKCS5Padding").getAlgorithm();
        case "rsa" -> Cipher.getInstance("RSA").getProvider().getName();
        case "rsa with padding" ->
            Cipher.getInstance("RSA/ECB/PKCS1Padding").getProvider().getName();
        case "sm4" -> Cipher.getInstance("SM4/CBC/PKCS5Padding").getAlgorithm();
        case "sm4 by name" -> Cipher.getInstance("SM4/CBC/PKCS5Padding", "BC").getAlgorithm();
        case "sm4 of an object" ->
            Cipher.getInstance("SM4/CBC/PKCS5Padding", new BouncyCastleProvider()).getAlgorithm();
        case "sha3" -> MessageDigest.getInstance("SHA3-256").getAlgorithm();
        case "short sha" -> MessageDigest.getInstance("SHA-512/256").getAlgorithm();
        case "sha" -> MessageDigest.getInstance("SHA-256").getAlgorithm();
        case "object id" -> MessageDigest.getInstance("2.16.840.1.101.3.4.2.1").getDigestLength();
        case "mac" -> Mac.getInstance("HmacSHA256").getAlgorithm();
        case "provider of sha" -> MessageDigest.getInstance("SHA-256").getProvider().getName();
        case "sha of the jdk" -> MessageDigest.getInstance("SHA-256", "SUN").getAlgorithm();
        case "sha of conscrypt" ->
            MessageDigest.getInstance("SHA-256", "AndroidOpenSSL").getProvider().getName();
        case "cipher of conscrypt" ->
            Cipher.getInstance("AES/CBC/PKCS7Padding", Security.getProvider("AndroidOpenSSL"))
                .getBlockSize();
        case "sha of bouncy castle" -> MessageDigest.getInstance("SHA-256", "BC").getAlgorithm();
        case "gcm of bouncy castle" -> Cipher.getInstance("AES/GCM/NoPadding", "BC").getAlgorithm();
        case "providers" -> Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
        case "default store" -> KeyStore.getInstance(KeyStore.getDefaultType()).getType();
        case "jks" -> KeyStore.getInstance("JKS").getType();
        case "jks of bouncy castle" -> KeyStore.getInstance("JKS", "BC").getType();
        case "keys" ->
            KeyManagerFactory.getInstance("X509").getAlgorithm()
                + KeyManagerFactory.getDefaultAlgorithm();
        case "keys of the jdk" -> KeyManagerFactory.getInstance("SunX509").getAlgorithm();
        case "trust" ->
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
                .getAlgorithm();
        case "context" -> SSLContext.getInstance("TLSv1.2").getProvider().getName();
        case "old context" -> SSLContext.getInstance("SSLv3").getProtocol();
        case "native random" -> SecureRandom.getInstance("NativePRNG").getAlgorithm();
        case "seeded random" -> {
          SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
          random.setSeed(new byte[] {1});
          yield random.getProvider().getName()
              + " "
              + random.getAlgorithm()
              + " "
              + random.nextLong();
        }
        case "certificate" -> CertificateFactory.getInstance("X.509").getProvider().getName();
        case "certificate of sdsi" -> CertificateFactory.getInstance("SDSI").getType();
        case "ec" -> KeyPairGenerator.getInstance("EC").getAlgorithm();
        default -> throw new IllegalArgumentException(what);
      };
    }
  }

  /** Android's Bouncy Castle has no SM4, no SHA-3 and no truncated SHA-512. */
  private static final class OfPlatform extends Provider {
    private static final long serialVersionUID = 1L;

    private final transient Provider whole = new BouncyCastleProvider();

    OfPlatform() {
      super("BC", "1.68", "");
    }

    @Override
    public Service getService(String type, String algorithm) {
      return algorithm.matches("(SM4|SHA3-|SHA-512/).*") ? null : whole.getService(type, algorithm);
    }
  }

  private final Provider ofPlatform = new OfPlatform();
  private int made;

  @Before
  public void installProvider() {
    Security.addProvider(ofPlatform);
    DeviceProviders.install(
        () -> {
          made++;
          return ofPlatform;
        });
  }

  @After
  public void removeProvider() {
    Security.removeProvider("BC");
  }

  @Test
  public void whatAPhoneHasIsFound() throws Exception {
    assertEquals(
        List.of("AES/CBC/PKCS5Padding", "SHA-256", 32, "HmacSHA256", "EC"),
        List.of(run("aes"), run("sha"), run("object id"), run("mac"), run("ec")));
  }

  @Test
  public void rsaAloneIsBouncyCastlesWhichPadsNothing() throws Exception {
    assertEquals(List.of("BC", "AndroidOpenSSL"), List.of(run("rsa"), run("rsa with padding")));
  }

  @Test
  public void whatAPhoneLacksIsNotFoundInAndroidsWords() {
    assertEquals("No provider found for SM4/CBC/PKCS5Padding", failureOf("sm4"));
    assertEquals("Provider BC does not provide SM4/CBC/PKCS5Padding", failureOf("sm4 by name"));
    assertEquals("SHA3-256 MessageDigest not available", failureOf("sha3"));
    assertEquals("SHA-512/256 MessageDigest not available", failureOf("short sha"));
  }

  @Test
  public void providersHaveAndroidsNames() throws Exception {
    assertEquals(
        List.of("AndroidNSSP", "AndroidOpenSSL", "CertPathProvider", "BC"), run("providers"));
    assertEquals("AndroidOpenSSL", run("provider of sha"));
    assertEquals("AndroidOpenSSL", run("sha of conscrypt"));
    assertEquals(16, run("cipher of conscrypt"));
    assertEquals("AndroidOpenSSL", run("context"));
    assertEquals("AndroidOpenSSL", run("certificate"));
    assertEquals(
        "no such provider: SUN",
        assertThrows(NoSuchProviderException.class, () -> run("sha of the jdk")).getMessage());
    assertEquals("SSLv3 SSLContext not available", failureOf("old context"));
  }

  @Test
  public void bouncyCastleIsMadeWhenItIsAskedFor() throws Exception {
    for (String what : List.of("aes", "sha", "mac", "ec", "keys", "trust", "context")) {
      run(what);
    }
    assertEquals(0, made);
    run("rsa");
    run("default store");
    assertEquals(1, made);
  }

  @Test
  public void bouncyCastleHasNothingThatConscryptHas() {
    String why =
        ".  Please see"
            + " https://android-developers.googleblog.com/2018/03/cryptography-changes-in-android-p.html"
            + " for more details.";
    assertEquals(
        "The BC provider no longer provides an implementation for Cipher.AES/GCM/NoPadding" + why,
        failureOf("gcm of bouncy castle"));
  }

  @Test
  public void keyStoresAndTheirFactoriesHaveAndroidsNames() throws Exception {
    assertEquals(
        List.of("BKS", "PKIXPKIX", "PKIX"),
        List.of(run("default store"), run("keys"), run("trust")));
    assertEquals("SunX509 KeyManagerFactory not available", failureOf("keys of the jdk"));
    for (String store : List.of("jks", "jks of bouncy castle")) {
      assertEquals(
          "JKS not found", assertThrows(KeyStoreException.class, () -> run(store)).getMessage());
    }
    assertEquals(
        "SDSI not found",
        assertThrows(CertificateException.class, () -> run("certificate of sdsi")).getMessage());
  }

  @Test
  public void aSeedDoesNotDecideWhatSha1prngGives() throws Exception {
    Object first = run("seeded random");
    assertTrue(String.valueOf(first).startsWith("AndroidOpenSSL SHA1PRNG "));
    assertNotEquals(first, run("seeded random"));
    assertEquals("NativePRNG SecureRandom not available", failureOf("native random"));
  }

  @Test
  public void aProviderOfTheAppOffersWhatItHas() throws Exception {
    assertEquals("SM4/CBC/PKCS5Padding", run("sm4 of an object"));
    Security.removeProvider("BC");
    Security.addProvider(new BouncyCastleProvider());
    assertEquals(
        List.of("SM4/CBC/PKCS5Padding", "SM4/CBC/PKCS5Padding"),
        List.of(run("sm4"), run("sm4 by name")));
  }

  private static String failureOf(String what) {
    return assertThrows(NoSuchAlgorithmException.class, () -> run(what)).getMessage();
  }

  private static Object run(String what) throws Exception {
    Class<?> app = RewrittenClasses.load(App.class, AlgorithmCalls.REWRITING);
    return ((Callable<?>) app.getConstructor(String.class).newInstance(what)).call();
  }
}
