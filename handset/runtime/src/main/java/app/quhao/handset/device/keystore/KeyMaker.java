package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.Algorithm;
import android.hardware.security.keymint.EcCurve;
import android.hardware.security.keymint.ErrorCode;
import android.hardware.security.keymint.KeyOrigin;
import android.hardware.security.keymint.Tag;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Set;

/** Generates and imports keys, with the rules of KeyMint about sizes and curves. */
final class KeyMaker {
  private static final Set<Integer> AES_BITS = Set.of(128, 192, 256);
  private static final int SMALLEST_HMAC = 64;
  private static final int LARGEST_HMAC = 512;
  private static final Set<Integer> RSA_BITS = Set.of(512, 768, 1024, 2048, 3072, 4096);

  private static final Map<Integer, String> CURVES =
      Map.of(
          EcCurve.P_224, "secp224r1",
          EcCurve.P_256, "secp256r1",
          EcCurve.P_384, "secp384r1",
          EcCurve.P_521, "secp521r1");

  /** Tags of the request that are no property of the key. */
  private static final Set<Integer> OF_REQUEST =
      Set.of(
          Tag.CERTIFICATE_SERIAL,
          Tag.CERTIFICATE_SUBJECT,
          Tag.CERTIFICATE_NOT_BEFORE,
          Tag.CERTIFICATE_NOT_AFTER,
          Tag.APPLICATION_ID,
          Tag.APPLICATION_DATA);

  private final SecureRandom random = new SecureRandom();

  StoredKey generate(KeyTags request) {
    refuseAttestation(request);
    int bits = request.integer(Tag.KEY_SIZE, -1);
    try {
      return switch (request.integer(Tag.ALGORITHM, 0)) {
        case Algorithm.AES -> secret(request, KeyOrigin.GENERATED, bytes(bits, AES_BITS));
        case Algorithm.HMAC -> secret(request, KeyOrigin.GENERATED, hmacBytes(bits));
        case Algorithm.EC -> pair(request, KeyOrigin.GENERATED, generateEc(request));
        case Algorithm.RSA -> pair(request, KeyOrigin.GENERATED, generateRsa(request));
        default -> throw unsupported(ErrorCode.UNSUPPORTED_ALGORITHM, "the algorithm");
      };
    } catch (GeneralSecurityException e) {
      throw new KeyMintException(ErrorCode.UNKNOWN_ERROR, e);
    }
  }

  /** Takes a secret, or a private key as PKCS #8. */
  StoredKey importKey(KeyTags request, byte[] material) {
    refuseAttestation(request);
    int bits = material.length * Byte.SIZE;
    try {
      return switch (request.integer(Tag.ALGORITHM, 0)) {
        case Algorithm.AES -> {
          bytes(bits, AES_BITS);
          yield secret(request, KeyOrigin.IMPORTED, material);
        }
        case Algorithm.HMAC -> secret(request, KeyOrigin.IMPORTED, material);
        case Algorithm.EC -> importEc(request, material);
        case Algorithm.RSA -> pair(request, KeyOrigin.IMPORTED, rsaPairOf(material));
        default -> throw unsupported(ErrorCode.UNSUPPORTED_ALGORITHM, "the algorithm");
      };
    } catch (GeneralSecurityException e) {
      throw new KeyMintException(ErrorCode.UNSUPPORTED_KEY_FORMAT, e);
    }
  }

  private static void refuseAttestation(KeyTags request) {
    if (request.has(Tag.ATTESTATION_CHALLENGE)) {
      throw new KeyMintException(
          ErrorCode.ATTESTATION_KEYS_NOT_PROVISIONED, "quhao: not supported: key attestation");
    }
  }

  private static KeyMintException unsupported(int code, String what) {
    return new KeyMintException(code, "the key store does not support " + what);
  }

  private byte[] bytes(int bits, Set<Integer> sizes) {
    if (!sizes.contains(bits)) {
      throw unsupported(ErrorCode.UNSUPPORTED_KEY_SIZE, "keys of " + bits + " bits");
    }
    return randomBytes(bits);
  }

  private byte[] hmacBytes(int bits) {
    if (bits < SMALLEST_HMAC || bits > LARGEST_HMAC || bits % Byte.SIZE != 0) {
      throw unsupported(ErrorCode.UNSUPPORTED_KEY_SIZE, "HMAC keys of " + bits + " bits");
    }
    return randomBytes(bits);
  }

  private byte[] randomBytes(int bits) {
    byte[] bytes = new byte[bits / Byte.SIZE];
    random.nextBytes(bytes);
    return bytes;
  }

  private StoredKey secret(KeyTags request, int origin, byte[] material) {
    KeyTags tags = properties(request, origin, material.length * Byte.SIZE);
    return new StoredKey(newId(), System.currentTimeMillis(), tags, material, null, null);
  }

  private StoredKey pair(KeyTags request, int origin, KeyPair pair)
      throws GeneralSecurityException {
    KeyTags tags = properties(request, origin, SelfSigned.bitsOf(pair.getPublic()));
    return new StoredKey(
        newId(),
        System.currentTimeMillis(),
        tags,
        pair.getPrivate().getEncoded(),
        SelfSigned.certificate(request, pair),
        null);
  }

  private long newId() {
    return random.nextLong();
  }

  private static KeyTags properties(KeyTags request, int origin, int bits) {
    KeyTags tags = request.only(tag -> !OF_REQUEST.contains(tag) && tag != Tag.KEY_SIZE);
    return tags.put(Tag.KEY_SIZE, bits).put(Tag.ORIGIN, origin);
  }

  private KeyPair generateEc(KeyTags request) throws GeneralSecurityException {
    String curve = CURVES.get(request.integer(Tag.EC_CURVE, EcCurve.P_256));
    if (curve == null) {
      throw unsupported(ErrorCode.UNSUPPORTED_EC_CURVE, "the curve");
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec(curve), random);
    return generator.generateKeyPair();
  }

  private KeyPair generateRsa(KeyTags request) throws GeneralSecurityException {
    int bits = request.integer(Tag.KEY_SIZE, -1);
    if (!RSA_BITS.contains(bits)) {
      throw unsupported(ErrorCode.UNSUPPORTED_KEY_SIZE, "RSA keys of " + bits + " bits");
    }
    long exponent = request.number(Tag.RSA_PUBLIC_EXPONENT, 65_537);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
    generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)), random);
    return generator.generateKeyPair();
  }

  private static KeyPair rsaPairOf(byte[] pkcs8) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA", "SunRsaSign");
    RSAPrivateCrtKey key =
        (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    PublicKey open =
        factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    return new KeyPair(open, key);
  }

  /** The certificate comes with the call that follows, since PKCS #8 need not have the public key. */
  private StoredKey importEc(KeyTags request, byte[] pkcs8) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("EC", "SunEC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    int bits = ((ECPrivateKey) key).getParams().getCurve().getField().getFieldSize();
    KeyTags tags = properties(request, KeyOrigin.IMPORTED, bits);
    return new StoredKey(newId(), System.currentTimeMillis(), tags, pkcs8, null, null);
  }
}
