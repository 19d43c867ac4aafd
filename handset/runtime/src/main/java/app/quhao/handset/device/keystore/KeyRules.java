package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.Algorithm;
import android.hardware.security.keymint.BlockMode;
import android.hardware.security.keymint.Digest;
import android.hardware.security.keymint.ErrorCode;
import android.hardware.security.keymint.KeyPurpose;
import android.hardware.security.keymint.PaddingMode;
import android.hardware.security.keymint.Tag;
import java.util.Map;
import java.util.Set;

/** What KeyMint checks before an operation begins: everything must have been allowed to the key. */
final class KeyRules {
  private static final Map<Integer, Set<Integer>> PURPOSES =
      Map.of(
          Algorithm.AES, Set.of(KeyPurpose.ENCRYPT, KeyPurpose.DECRYPT),
          Algorithm.HMAC, Set.of(KeyPurpose.SIGN, KeyPurpose.VERIFY),
          Algorithm.EC, Set.of(KeyPurpose.SIGN, KeyPurpose.AGREE_KEY),
          Algorithm.RSA, Set.of(KeyPurpose.SIGN, KeyPurpose.DECRYPT));

  private KeyRules() {}

  static void check(KeyTags key, KeyTags operation) {
    int purpose = operation.integer(Tag.PURPOSE, -1);
    int algorithm = key.integer(Tag.ALGORITHM, 0);
    require(
        PURPOSES.getOrDefault(algorithm, Set.of()).contains(purpose),
        ErrorCode.UNSUPPORTED_PURPOSE,
        "purpose " + purpose + " does not exist for this algorithm");
    requireAllowed(key, Tag.PURPOSE, purpose, ErrorCode.INCOMPATIBLE_PURPOSE);
    checkDates(key, purpose);
    switch (algorithm) {
      case Algorithm.AES -> checkAes(key, operation, purpose);
      case Algorithm.RSA -> checkRsa(key, operation);
      case Algorithm.EC -> {
        if (purpose == KeyPurpose.SIGN) {
          checkDigest(key, operation);
        }
      }
      default -> checkHmac(key, operation);
    }
  }

  private static void checkDates(KeyTags key, int purpose) {
    long now = System.currentTimeMillis();
    require(
        now >= key.number(Tag.ACTIVE_DATETIME, Long.MIN_VALUE),
        ErrorCode.KEY_NOT_YET_VALID,
        "the key is not valid yet");
    boolean originates = purpose == KeyPurpose.ENCRYPT || purpose == KeyPurpose.SIGN;
    int limit = originates ? Tag.ORIGINATION_EXPIRE_DATETIME : Tag.USAGE_EXPIRE_DATETIME;
    require(
        now <= key.number(limit, Long.MAX_VALUE), ErrorCode.KEY_EXPIRED, "the key has expired");
  }

  private static void checkAes(KeyTags key, KeyTags operation, int purpose) {
    int mode = operation.integer(Tag.BLOCK_MODE, -1);
    requireAllowed(key, Tag.BLOCK_MODE, mode, ErrorCode.INCOMPATIBLE_BLOCK_MODE);
    int padding = operation.integer(Tag.PADDING, PaddingMode.NONE);
    requireAllowed(key, Tag.PADDING, padding, ErrorCode.INCOMPATIBLE_PADDING_MODE);
    boolean hasNonce = operation.has(Tag.NONCE);
    if (purpose == KeyPurpose.ENCRYPT) {
      require(
          !hasNonce || key.has(Tag.CALLER_NONCE),
          ErrorCode.CALLER_NONCE_PROHIBITED,
          "the key store makes the IV");
    } else {
      require(
          hasNonce || mode == BlockMode.ECB, ErrorCode.MISSING_NONCE, "decryption needs the IV");
    }
    if (mode == BlockMode.GCM) {
      int tag = operation.integer(Tag.MAC_LENGTH, -1);
      require(tag > 0, ErrorCode.MISSING_MAC_LENGTH, "GCM needs a length of its tag");
      require(
          tag >= key.integer(Tag.MIN_MAC_LENGTH, 0),
          ErrorCode.INVALID_MAC_LENGTH,
          "a tag of " + tag + " bits is shorter than the key allows");
    }
  }

  private static void checkRsa(KeyTags key, KeyTags operation) {
    int padding = operation.integer(Tag.PADDING, -1);
    requireAllowed(key, Tag.PADDING, padding, ErrorCode.INCOMPATIBLE_PADDING_MODE);
    if (padding != PaddingMode.NONE && padding != PaddingMode.RSA_PKCS1_1_5_ENCRYPT) {
      checkDigest(key, operation);
    }
    if (padding == PaddingMode.RSA_OAEP) {
      int mask = operation.integer(Tag.RSA_OAEP_MGF_DIGEST, Digest.SHA1);
      require(
          key.has(Tag.RSA_OAEP_MGF_DIGEST)
              ? key.has(Tag.RSA_OAEP_MGF_DIGEST, mask)
              : mask == Digest.SHA1,
          ErrorCode.INCOMPATIBLE_MGF_DIGEST,
          "the key does not allow this digest of the mask");
    }
  }

  private static void checkDigest(KeyTags key, KeyTags operation) {
    int digest = operation.integer(Tag.DIGEST, Digest.NONE);
    requireAllowed(key, Tag.DIGEST, digest, ErrorCode.INCOMPATIBLE_DIGEST);
  }

  private static void checkHmac(KeyTags key, KeyTags operation) {
    checkDigest(key, operation);
    int length = operation.integer(Tag.MAC_LENGTH, Integer.MAX_VALUE);
    require(
        length >= key.integer(Tag.MIN_MAC_LENGTH, 0),
        ErrorCode.INVALID_MAC_LENGTH,
        "a MAC of " + length + " bits is shorter than the key allows");
  }

  private static void requireAllowed(KeyTags key, int tag, int value, int code) {
    require(key.has(tag, value), code, "the key does not allow it");
  }

  private static void require(boolean holds, int code, String message) {
    if (!holds) {
      throw new KeyMintException(code, message);
    }
  }
}
