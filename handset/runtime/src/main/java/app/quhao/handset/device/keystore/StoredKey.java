package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.Algorithm;
import android.hardware.security.keymint.BlockMode;
import android.hardware.security.keymint.Digest;
import android.hardware.security.keymint.EcCurve;
import android.hardware.security.keymint.KeyPurpose;
import android.hardware.security.keymint.PaddingMode;
import android.hardware.security.keymint.Tag;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One entry of the key store.
 *
 * @param id the number by which keystore2 names a key in operations
 * @param tags empty for an entry that is a certificate alone
 * @param material the secret, or the private key as PKCS #8; empty for a certificate alone
 * @param certificate of the key, DER; null for a secret key
 * @param chain the certificates above, or the certificate of an entry without a key; null without
 */
record StoredKey(
    long id,
    long modified,
    KeyTags tags,
    byte[] material,
    byte[] certificate,
    byte[] chain) {
  private static final String HEAD = "quhao key 2";
  /** How AES keys were stored before the store had other keys. */
  private static final Map<String, Boolean> FORMER = Map.of("randomized ", true, "given ", false);

  int algorithm() {
    return tags.integer(Tag.ALGORITHM, 0);
  }

  boolean isKey() {
    return material.length > 0;
  }

  StoredKey with(byte[] newCertificate, byte[] newChain) {
    return new StoredKey(id, modified, tags, material, newCertificate, newChain);
  }

  StoredKey with(KeyTags newTags) {
    return new StoredKey(id, modified, newTags, material, certificate, chain);
  }

  String toText() {
    List<String> lines = new ArrayList<>();
    lines.add(HEAD);
    lines.add("id " + id);
    lines.add("modified " + modified);
    lines.add("material " + HexFormat.of().formatHex(material));
    if (certificate != null) {
      lines.add("certificate " + HexFormat.of().formatHex(certificate));
    }
    if (chain != null) {
      lines.add("chain " + HexFormat.of().formatHex(chain));
    }
    tags.entries().forEach(entry -> lines.add("tag " + entry.toText()));
    return String.join("\n", lines);
  }

  static StoredKey parse(String text) {
    if (!text.startsWith(HEAD)) {
      return parseFormer(text);
    }
    long id = 0;
    long modified = 0;
    KeyTags tags = new KeyTags();
    byte[] material = {};
    byte[] certificate = null;
    byte[] chain = null;
    for (String line : text.substring(HEAD.length()).strip().split("\n")) {
      int space = line.indexOf(' ');
      String value = line.substring(space + 1);
      switch (line.substring(0, space)) {
        case "id" -> id = Long.parseLong(value);
        case "modified" -> modified = Long.parseLong(value);
        case "material" -> material = HexFormat.of().parseHex(value);
        case "certificate" -> certificate = HexFormat.of().parseHex(value);
        case "chain" -> chain = HexFormat.of().parseHex(value);
        case "tag" -> tags.putText(value);
        default -> throw new IllegalStateException("The key store has a line `" + line + "`");
      }
    }
    return new StoredKey(id, modified, tags, material, certificate, chain);
  }

  private static StoredKey parseFormer(String text) {
    for (Map.Entry<String, Boolean> former : FORMER.entrySet()) {
      if (text.startsWith(former.getKey())) {
        byte[] secret = HexFormat.of().parseHex(text.substring(former.getKey().length()));
        KeyTags tags = aes(secret.length * Byte.SIZE);
        if (!former.getValue()) {
          tags.put(Tag.CALLER_NONCE, 1);
        }
        return new StoredKey(text.hashCode(), 0, tags, secret, null, null);
      }
    }
    throw new IllegalStateException("The key store has a file of an unknown form");
  }

  private static KeyTags aes(int bits) {
    KeyTags tags = new KeyTags().put(Tag.ALGORITHM, Algorithm.AES).put(Tag.KEY_SIZE, bits);
    for (int purpose : new int[] {KeyPurpose.ENCRYPT, KeyPurpose.DECRYPT}) {
      tags.put(Tag.PURPOSE, purpose);
    }
    for (int mode : new int[] {BlockMode.ECB, BlockMode.CBC, BlockMode.CTR, BlockMode.GCM}) {
      tags.put(Tag.BLOCK_MODE, mode);
    }
    return tags.put(Tag.PADDING, PaddingMode.NONE)
        .put(Tag.PADDING, PaddingMode.PKCS7)
        .put(Tag.MIN_MAC_LENGTH, 96)
        .put(Tag.NO_AUTH_REQUIRED, 1);
  }

  /** The size of a curve's keys, by curve. */
  static final Map<Integer, Integer> CURVE_BITS =
      Map.of(EcCurve.P_224, 224, EcCurve.P_256, 256, EcCurve.P_384, 384, EcCurve.P_521, 521);

  /** The JDK's names of digests; `Digest.NONE` has none. */
  static final Map<Integer, String> DIGESTS =
      Map.of(
          Digest.MD5, "MD5",
          Digest.SHA1, "SHA-1",
          Digest.SHA_2_224, "SHA-224",
          Digest.SHA_2_256, "SHA-256",
          Digest.SHA_2_384, "SHA-384",
          Digest.SHA_2_512, "SHA-512");
}
