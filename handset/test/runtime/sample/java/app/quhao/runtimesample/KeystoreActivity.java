package app.quhao.runtimesample;

import android.app.Activity;
import android.os.Bundle;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyInfo;
import android.security.keystore.KeyProperties;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;

/** Uses the AndroidKeyStore as apps do, rightly and wrongly. */
public final class KeystoreActivity extends Activity {
  private static final String STORE = "AndroidKeyStore";
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);
  private static final int CIPHER = KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT;
  private static final int SIGNER = KeyProperties.PURPOSE_SIGN | KeyProperties.PURPOSE_VERIFY;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("aes", this::aes);
    Answer.log("aes survives", this::stored);
    Answer.log("own iv", () -> encrypt("aes", new GCMParameterSpec(128, new byte[12])));
    Answer.log("short tag", () -> decrypt("aes", new GCMParameterSpec(64, new byte[12])));
    Answer.log("no iv", () -> decrypt("aes", null));
    Answer.log("wrong data", () -> decrypt("aes", new GCMParameterSpec(128, new byte[12])));
    Answer.log("other mode", () -> init("AES/CTR/NoPadding", "aes"));
    Answer.log("ecb", () -> aesKey("ecb", spec("ecb", CIPHER).setBlockModes("ECB")));
    Answer.log("size", () -> aesKey("odd", spec("odd", CIPHER).setKeySize(100)));
    Answer.log("hmac", this::hmac);
    Answer.log("ec", this::ec);
    Answer.log("ec digest", () -> sign("SHA512withECDSA", "ec").length);
    Answer.log("agreement", this::agreement);
    Answer.log("rsa", this::rsa);
    Answer.log("rsa cipher", this::rsaCipher);
    Answer.log("purpose", () -> sign("SHA256withRSA", "rsa cipher").length);
    Answer.log("expired", this::expired);
    Answer.log("attestation", this::attestation);
    Answer.log("strongbox", () -> aesKey("s", spec("s", CIPHER).setIsStrongBoxBacked(true)));
    Answer.log("user", () -> aesKey("u", spec("u", CIPHER).setUserAuthenticationRequired(true)));
    Answer.log("import", this::importKey);
    Answer.log("aliases", () -> Collections.list(store().aliases()));
    Answer.log("delete", this::delete);
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance(STORE);
    store.load(null);
    return store;
  }

  private static KeyGenParameterSpec.Builder spec(String alias, int purposes) {
    return new KeyGenParameterSpec.Builder(alias, purposes);
  }

  private static SecretKey aesKey(String alias, KeyGenParameterSpec.Builder spec)
      throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("AES", STORE);
    generator.init(spec.setEncryptionPaddings("NoPadding").build());
    return generator.generateKey();
  }

  private Object aes() throws Exception {
    SecretKey key = aesKey("aes", spec("aes", CIPHER).setBlockModes("GCM").setKeySize(256));
    Cipher seal = Cipher.getInstance("AES/GCM/NoPadding");
    seal.init(Cipher.ENCRYPT_MODE, key);
    seal.updateAAD(TEXT);
    byte[] sealed = seal.doFinal(TEXT);
    Cipher open = Cipher.getInstance("AES/GCM/NoPadding");
    open.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, seal.getIV()));
    open.updateAAD(TEXT);
    KeyInfo info =
        (KeyInfo) SecretKeyFactory.getInstance("AES", STORE).getKeySpec(key, KeyInfo.class);
    return new String(open.doFinal(sealed))
        + " " + sealed.length
        + " " + key.getEncoded()
        + " " + info.getKeySize()
        + " " + Arrays.toString(info.getBlockModes())
        + " " + info.isInsideSecureHardware()
        + " " + info.getOrigin();
  }

  private Object stored() throws Exception {
    return store().getKey("aes", null).equals(store().getKey("aes", null));
  }

  private static Object encrypt(String alias, GCMParameterSpec iv) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, store().getKey(alias, null), iv);
    return "done";
  }

  private static Object decrypt(String alias, GCMParameterSpec iv) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, store().getKey(alias, null), iv);
    return cipher.doFinal(new byte[20]);
  }

  private static Object init(String transformation, String alias) throws Exception {
    try {
      Cipher.getInstance(transformation)
          .init(Cipher.ENCRYPT_MODE, store().getKey(alias, null));
    } catch (InvalidKeyException e) {
      return e.getMessage() + ", " + e.getCause().getMessage();
    }
    return "done";
  }

  private Object hmac() throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("HmacSHA256", STORE);
    generator.init(spec("hmac", SIGNER).build());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(generator.generateKey());
    return mac.doFinal(TEXT).length;
  }

  private static KeyPair pair(String algorithm, KeyGenParameterSpec.Builder spec)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, STORE);
    generator.initialize(spec.build());
    return generator.generateKeyPair();
  }

  private static byte[] sign(String algorithm, String alias) throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign((PrivateKey) store().getKey(alias, null));
    signature.update(TEXT);
    return signature.sign();
  }

  private static boolean verifies(String algorithm, String alias, PublicKey key)
      throws Exception {
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(key);
    signature.update(TEXT);
    return signature.verify(sign(algorithm, alias));
  }

  private Object ec() throws Exception {
    KeyGenParameterSpec.Builder spec =
        spec("ec", SIGNER)
            .setAlgorithmParameterSpec(new ECGenParameterSpec("secp256r1"))
            .setDigests("SHA-256")
            .setCertificateSubject(new X500Principal("CN=sample"))
            .setCertificateSerialNumber(BigInteger.TEN);
    KeyPair pair = pair("EC", spec);
    X509Certificate certificate = (X509Certificate) store().getCertificate("ec");
    certificate.verify(certificate.getPublicKey());
    KeyInfo info =
        KeyFactory.getInstance("EC", STORE).getKeySpec(pair.getPrivate(), KeyInfo.class);
    return verifies("SHA256withECDSA", "ec", pair.getPublic())
        + " " + verifies("SHA256withECDSA", "ec", certificate.getPublicKey())
        + " " + certificate.getSubjectX500Principal()
        + " " + certificate.getSerialNumber()
        + " " + pair.getPrivate().getEncoded()
        + " " + info.getKeySize()
        + " " + store().getCertificateChain("ec").length;
  }

  private Object agreement() throws Exception {
    KeyPair own = pair("EC", spec("agree", KeyProperties.PURPOSE_AGREE_KEY));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair peer = generator.generateKeyPair();
    KeyAgreement ours = KeyAgreement.getInstance("ECDH", STORE);
    ours.init(own.getPrivate());
    ours.doPhase(peer.getPublic(), true);
    KeyAgreement theirs = KeyAgreement.getInstance("ECDH");
    theirs.init(peer.getPrivate());
    theirs.doPhase(own.getPublic(), true);
    return Arrays.equals(ours.generateSecret(), theirs.generateSecret());
  }

  private Object rsa() throws Exception {
    KeyGenParameterSpec.Builder spec =
        spec("rsa", SIGNER).setDigests("SHA-256").setSignaturePaddings("PKCS1", "PSS");
    PublicKey open = pair("RSA", spec).getPublic();
    return verifies("SHA256withRSA", "rsa", open)
        + " " + sign("SHA256withRSA/PSS", "rsa").length
        + " " + ((java.security.interfaces.RSAPublicKey) open).getModulus().bitLength();
  }

  private Object rsaCipher() throws Exception {
    KeyGenParameterSpec.Builder spec =
        spec("rsa cipher", CIPHER)
            .setDigests("SHA-256", "SHA-1")
            .setEncryptionPaddings("PKCS1Padding", "OAEPPadding");
    PublicKey open = pair("RSA", spec).getPublic();
    StringBuilder opened = new StringBuilder();
    for (String padding : new String[] {"PKCS1Padding", "OAEPWithSHA-1AndMGF1Padding"}) {
      Cipher seal = Cipher.getInstance("RSA/ECB/" + padding);
      seal.init(Cipher.ENCRYPT_MODE, open);
      Cipher decrypt = Cipher.getInstance("RSA/ECB/" + padding);
      decrypt.init(Cipher.DECRYPT_MODE, store().getKey("rsa cipher", null));
      opened.append(new String(decrypt.doFinal(seal.doFinal(TEXT)))).append(' ');
    }
    return opened;
  }

  private Object expired() throws Exception {
    KeyGenParameterSpec.Builder spec =
        spec("old", CIPHER).setBlockModes("GCM").setKeyValidityEnd(new Date(1000));
    aesKey("old", spec);
    return encrypt("old", null);
  }

  private Object attestation() throws Exception {
    try {
      return pair("EC", spec("attested", SIGNER).setAttestationChallenge(TEXT));
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ", " + e.getCause().getMessage();
    }
  }

  private Object importKey() throws Exception {
    store()
        .setEntry(
            "imported",
            new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
            new android.security.keystore.KeyProtection.Builder(CIPHER)
                .setBlockModes("CBC")
                .setEncryptionPaddings("PKCS7Padding")
                .build());
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS7Padding");
    cipher.init(Cipher.ENCRYPT_MODE, store().getKey("imported", null));
    return cipher.doFinal(TEXT).length + " " + cipher.getIV().length;
  }

  private Object delete() throws Exception {
    KeyStore store = store();
    for (String alias : Collections.list(store.aliases())) {
      store.deleteEntry(alias);
    }
    return store.size() + " " + store.getKey("ec", null);
  }
}
