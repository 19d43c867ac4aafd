package app.quhao.handset.host.guard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import app.quhao.handset.host.RewrittenClasses;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.Mac;
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
        case "ec" -> KeyPairGenerator.getInstance("EC").getAlgorithm();
        default -> throw new IllegalArgumentException(what);
      };
    }
  }

  private final Provider ofPlatform = new BouncyCastleProvider();

  @Before
  public void installProvider() {
    Security.addProvider(ofPlatform);
    DeviceAlgorithms.install();
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
    assertEquals(List.of("BC", "SunJCE"), List.of(run("rsa"), run("rsa with padding")));
  }

  @Test
  public void whatAPhoneLacksIsNotFoundInAndroidsWords() {
    assertEquals(
        "Cannot find any provider supporting SM4/CBC/PKCS5Padding", failureOf("sm4"));
    assertEquals(
        "no such algorithm: SM4/CBC/PKCS5Padding for provider BC", failureOf("sm4 by name"));
    assertEquals("SHA3-256 MessageDigest not available", failureOf("sha3"));
    assertEquals("SHA-512/256 MessageDigest not available", failureOf("short sha"));
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
