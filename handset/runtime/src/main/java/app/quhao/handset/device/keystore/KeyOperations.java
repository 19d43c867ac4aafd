package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.Algorithm;
import android.hardware.security.keymint.BlockMode;
import android.hardware.security.keymint.Digest;
import android.hardware.security.keymint.ErrorCode;
import android.hardware.security.keymint.KeyPurpose;
import android.hardware.security.keymint.PaddingMode;
import android.hardware.security.keymint.Tag;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Begins operations with the JDK's own algorithms. */
final class KeyOperations {
  private static final String JCE = "SunJCE";
  private static final int GCM_NONCE_BYTES = 12;
  private static final int BLOCK_BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Throws KeyMintException where the key does not allow the operation. */
  KeyOperation begin(StoredKey key, KeyTags operation) {
    KeyRules.check(key.tags(), operation);
    try {
      return switch (key.algorithm()) {
        case Algorithm.AES -> aes(key, operation);
        case Algorithm.HMAC -> hmac(key, operation);
        case Algorithm.EC -> ec(key, operation);
        default -> rsa(key, operation);
      };
    } catch (InvalidAlgorithmParameterException e) {
      throw new KeyMintException(ErrorCode.INVALID_NONCE, e);
    } catch (GeneralSecurityException e) {
      throw new KeyMintException(ErrorCode.UNKNOWN_ERROR, e);
    }
  }

  private KeyOperation aes(StoredKey key, KeyTags operation) throws GeneralSecurityException {
    int mode = operation.integer(Tag.BLOCK_MODE, BlockMode.ECB);
    boolean pads = operation.has(Tag.PADDING, PaddingMode.PKCS7);
    Cipher cipher =
        Cipher.getInstance("AES/" + nameOf(mode) + (pads ? "/PKCS5Padding" : "/NoPadding"), JCE);
    boolean encrypts = operation.has(Tag.PURPOSE, KeyPurpose.ENCRYPT);
    byte[] nonce = operation.bytes(Tag.NONCE);
    if (nonce == null && mode != BlockMode.ECB) {
      nonce = new byte[mode == BlockMode.GCM ? GCM_NONCE_BYTES : BLOCK_BYTES];
      random.nextBytes(nonce);
    }
    SecretKeySpec secret = new SecretKeySpec(key.material(), "AES");
    int jceMode = encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    if (nonce == null) {
      cipher.init(jceMode, secret);
    } else {
      cipher.init(jceMode, secret, ivOf(mode, nonce, operation));
    }
    return new CipherOperation(cipher, encrypts ? nonce : null);
  }

  private static String nameOf(int mode) {
    return switch (mode) {
      case BlockMode.ECB -> "ECB";
      case BlockMode.CBC -> "CBC";
      case BlockMode.CTR -> "CTR";
      default -> "GCM";
    };
  }

  private static AlgorithmParameterSpec ivOf(int mode, byte[] nonce, KeyTags operation) {
    return mode == BlockMode.GCM
        ? new GCMParameterSpec(operation.integer(Tag.MAC_LENGTH, 0), nonce)
        : new IvParameterSpec(nonce);
  }

  private static KeyOperation hmac(StoredKey key, KeyTags operation)
      throws GeneralSecurityException {
    String name = "Hmac" + signatureName(operation.integer(Tag.DIGEST, Digest.NONE));
    Mac mac = Mac.getInstance(name, JCE);
    mac.init(new SecretKeySpec(key.material(), name));
    int bits = operation.integer(Tag.MAC_LENGTH, mac.getMacLength() * Byte.SIZE);
    return new MacOperation(mac, bits / Byte.SIZE);
  }

  /** `SHA256`, as signatures and MACs are named. */
  private static String signatureName(int digest) {
    String name = StoredKey.DIGESTS.get(digest);
    return name == null ? "NONE" : name.replace("-", "");
  }

  private static PrivateKey privateKey(StoredKey key, String algorithm)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(key.material()));
  }

  private static KeyOperation ec(StoredKey key, KeyTags operation)
      throws GeneralSecurityException {
    PrivateKey secret = privateKey(key, "EC");
    if (operation.has(Tag.PURPOSE, KeyPurpose.AGREE_KEY)) {
      return new AgreeOperation(secret);
    }
    String digest = signatureName(operation.integer(Tag.DIGEST, Digest.NONE));
    Signature signature = Signature.getInstance(digest + "withECDSA", "SunEC");
    signature.initSign(secret);
    return new SignOperation(signature);
  }

  private static KeyOperation rsa(StoredKey key, KeyTags operation)
      throws GeneralSecurityException {
    PrivateKey secret = privateKey(key, "RSA");
    int padding = operation.integer(Tag.PADDING, PaddingMode.NONE);
    int digest = operation.integer(Tag.DIGEST, Digest.NONE);
    if (operation.has(Tag.PURPOSE, KeyPurpose.DECRYPT)) {
      return decryption(secret, padding, operation);
    }
    if (padding == PaddingMode.RSA_PSS) {
      Signature signature = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
      String name = StoredKey.DIGESTS.get(digest);
      int salt = MessageDigest.getInstance(name).getDigestLength();
      signature.setParameter(
          new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1));
      signature.initSign(secret);
      return new SignOperation(signature);
    }
    if (digest == Digest.NONE) {
      // A raw signature is an encryption with the private key; the JDK pads it as PKCS #1 says.
      String how = padding == PaddingMode.NONE ? "NoPadding" : "PKCS1Padding";
      Cipher cipher = Cipher.getInstance("RSA/ECB/" + how, JCE);
      cipher.init(Cipher.ENCRYPT_MODE, secret);
      return new CipherOperation(cipher, null);
    }
    Signature signature = Signature.getInstance(signatureName(digest) + "withRSA", "SunRsaSign");
    signature.initSign(secret);
    return new SignOperation(signature);
  }

  private static KeyOperation decryption(PrivateKey secret, int padding, KeyTags operation)
      throws GeneralSecurityException {
    if (padding != PaddingMode.RSA_OAEP) {
      String how = padding == PaddingMode.NONE ? "NoPadding" : "PKCS1Padding";
      Cipher cipher = Cipher.getInstance("RSA/ECB/" + how, JCE);
      cipher.init(Cipher.DECRYPT_MODE, secret);
      return new CipherOperation(cipher, null);
    }
    String digest = StoredKey.DIGESTS.get(operation.integer(Tag.DIGEST, Digest.SHA1));
    String mask =
        StoredKey.DIGESTS.get(operation.integer(Tag.RSA_OAEP_MGF_DIGEST, Digest.SHA1));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", JCE);
    cipher.init(
        Cipher.DECRYPT_MODE,
        secret,
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(mask), PSource.PSpecified.DEFAULT));
    return new CipherOperation(cipher, null);
  }
}
