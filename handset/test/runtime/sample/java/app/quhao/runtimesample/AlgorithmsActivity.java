package app.quhao.runtimesample;

import android.app.Activity;
import android.os.Bundle;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Uses the security providers as code does that knows Android's alone. */
public final class AlgorithmsActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log(
        "providers",
        () ->
            Arrays.stream(Security.getProviders())
                .map(Provider::getName)
                .collect(Collectors.joining(" ")));
    Answer.log("bouncy castle", () -> Security.getProvider("BC").getVersion());
    Answer.log("jdk", () -> Security.getProvider("SunJCE"));
    Answer.log("aes", () -> encrypted("AES/CBC/PKCS5Padding", null));
    Answer.log("aes of conscrypt", () -> encrypted("AES/CBC/PKCS7Padding", "AndroidOpenSSL"));
    Answer.log("aes of bouncy castle", () -> encrypted("AES/CBC/PKCS7Padding", "BC"));
    Answer.log("aes of the jdk", () -> encrypted("AES/CBC/PKCS5Padding", "SunJCE"));
    Answer.log("gcm of bouncy castle", () -> Cipher.getInstance("AES/GCM/NoPadding", "BC"));
    Answer.log("sha of bouncy castle", () -> MessageDigest.getInstance("SHA-256", "BC"));
    Answer.log("chacha", AlgorithmsActivity::chacha);
    Answer.log("derived", () -> derived().length);
    Answer.log("sm4", () -> Cipher.getInstance("SM4/CBC/PKCS5Padding"));
    Answer.log("store", KeyStore::getDefaultType);
    Answer.log("jks", () -> KeyStore.getInstance("JKS"));
    Answer.log("bks", () -> stored("BKS"));
    Answer.log("pkcs12", () -> stored("PKCS12"));
    Answer.log("trusts", () -> trusted());
    Answer.log("keys", () -> keyManagers("X509"));
    Answer.log("keys of the jdk", () -> keyManagers("SunX509"));
    Answer.log("context", () -> SSLContext.getInstance("TLS").getProvider().getName());
    Answer.log("key of the key store", AlgorithmsActivity::wrapped);
    Answer.log("done", () -> true);
  }

  private static String encrypted(String transformation, String provider) throws Exception {
    Cipher cipher =
        provider == null
            ? Cipher.getInstance(transformation)
            : Cipher.getInstance(transformation, provider);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(new byte[16], "AES"),
        new IvParameterSpec(new byte[16]));
    byte[] bytes = cipher.doFinal("text".getBytes());
    return cipher.getProvider().getName() + " " + bytes.length;
  }

  private static int chacha() throws Exception {
    Cipher cipher = Cipher.getInstance("ChaCha20/Poly1305/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(new byte[32], "ChaCha20"),
        new IvParameterSpec(new byte[12]));
    return cipher.doFinal("text".getBytes()).length;
  }

  private static byte[] derived() throws Exception {
    SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    return factory
        .generateSecret(new PBEKeySpec("word".toCharArray(), new byte[8], 10, 256))
        .getEncoded();
  }

  /** A key goes into a store's file and comes back. */
  private static String stored(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    store.store(file, "word".toCharArray());
    KeyStore again = KeyStore.getInstance(type);
    again.load(new ByteArrayInputStream(file.toByteArray()), "word".toCharArray());
    return again.getProvider().getName() + " " + Collections.list(again.aliases()).size();
  }

  /** A trust manager of a store of one's own, as apps make it that pin a root. */
  private static String trusted() throws Exception {
    KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
    own.load(null, null);
    KeyStore roots = KeyStore.getInstance("AndroidCAStore");
    roots.load(null);
    String alias = roots.aliases().nextElement();
    own.setCertificateEntry("root", roots.getCertificate(alias));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(own);
    return String.valueOf(
        ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length);
  }

  private static int keyManagers(String algorithm) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
    KeyStore none = KeyStore.getInstance("PKCS12");
    none.load(null, null);
    factory.init(none, new char[0]);
    return factory.getKeyManagers().length;
  }

  /** RSA by a key that the key store holds: Cipher chooses the provider by the key. */
  private static String wrapped() throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_RSA, "AndroidKeyStore");
    generator.initialize(
        new KeyGenParameterSpec.Builder("wrap", KeyProperties.PURPOSE_DECRYPT)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_RSA_PKCS1)
            .build());
    java.security.KeyPair pair = generator.generateKeyPair();
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
    byte[] sealed = cipher.doFinal("text".getBytes());
    Cipher back = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    back.init(Cipher.DECRYPT_MODE, pair.getPrivate());
    return new String(back.doFinal(sealed)) + " " + back.getProvider().getName();
  }
}
