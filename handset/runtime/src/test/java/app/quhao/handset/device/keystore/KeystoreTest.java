package app.quhao.handset.device.keystore;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import android.hardware.security.keymint.Algorithm;
import android.hardware.security.keymint.BlockMode;
import android.hardware.security.keymint.Digest;
import android.hardware.security.keymint.ErrorCode;
import android.hardware.security.keymint.KeyPurpose;
import android.hardware.security.keymint.PaddingMode;
import android.hardware.security.keymint.Tag;
import android.system.keystore2.ResponseCode;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class KeystoreTest {
  private static final byte[] TEXT = "text".getBytes();

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path folder;
  private KeyVault vault;

  @Before
  public void open() {
    folder = temporary.getRoot().toPath().resolve("keystore");
    vault = new KeyVault(folder);
  }

  private static KeyTags aes(int bits) {
    return new KeyTags()
        .put(Tag.ALGORITHM, Algorithm.AES)
        .put(Tag.KEY_SIZE, bits)
        .put(Tag.PURPOSE, KeyPurpose.ENCRYPT)
        .put(Tag.PURPOSE, KeyPurpose.DECRYPT)
        .put(Tag.BLOCK_MODE, BlockMode.CBC)
        .put(Tag.PADDING, PaddingMode.PKCS7);
  }

  private static KeyTags cbc(int purpose) {
    return new KeyTags()
        .put(Tag.PURPOSE, purpose)
        .put(Tag.BLOCK_MODE, BlockMode.CBC)
        .put(Tag.PADDING, PaddingMode.PKCS7);
  }

  private static void assertRefused(int code, Runnable call) {
    assertEquals(code, assertThrows(KeyMintException.class, call::run).code());
  }

  @Test
  public void encryptsAndDecrypts() throws Exception {
    vault.generate("a", aes(128));
    KeyOperation seal = vault.begin("a", cbc(KeyPurpose.ENCRYPT));
    byte[] sealed = seal.finish(TEXT, null);
    KeyTags request = cbc(KeyPurpose.DECRYPT).put(Tag.NONCE, seal.nonce());
    assertArrayEquals(TEXT, new KeyVault(folder).begin("a", request).finish(sealed, null));
  }

  @Test
  public void refusesWhatTheKeyDoesNotAllow() {
    vault.generate("a", aes(256));
    assertRefused(
        ErrorCode.CALLER_NONCE_PROHIBITED,
        () -> vault.begin("a", cbc(KeyPurpose.ENCRYPT).put(Tag.NONCE, new byte[16])));
    assertRefused(ErrorCode.MISSING_NONCE, () -> vault.begin("a", cbc(KeyPurpose.DECRYPT)));
    assertRefused(ErrorCode.UNSUPPORTED_PURPOSE, () -> vault.begin("a", cbc(KeyPurpose.SIGN)));
    assertRefused(
        ErrorCode.INCOMPATIBLE_BLOCK_MODE,
        () ->
            vault.begin(
                "a",
                new KeyTags()
                    .put(Tag.PURPOSE, KeyPurpose.ENCRYPT)
                    .put(Tag.BLOCK_MODE, BlockMode.CTR)));
    assertRefused(ErrorCode.UNSUPPORTED_KEY_SIZE, () -> vault.generate("b", aes(100)));
    assertRefused(ResponseCode.KEY_NOT_FOUND, () -> vault.require("b"));
  }

  @Test
  public void signsWithAKeyThatHasACertificate() throws Exception {
    KeyTags request =
        new KeyTags()
            .put(Tag.ALGORITHM, Algorithm.EC)
            .put(Tag.PURPOSE, KeyPurpose.SIGN)
            .put(Tag.DIGEST, Digest.SHA_2_256);
    StoredKey key = vault.generate("e", request);
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(key.certificate()));
    certificate.verify(certificate.getPublicKey());
    KeyTags operation =
        new KeyTags().put(Tag.PURPOSE, KeyPurpose.SIGN).put(Tag.DIGEST, Digest.SHA_2_256);
    byte[] made = vault.begin("e", operation).finish(TEXT, null);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initVerify(certificate.getPublicKey());
    signature.update(TEXT);
    assertTrue(signature.verify(made));
  }

  @Test
  public void forgetsAKeyThatIsUsedUp() {
    vault.generate("a", aes(128).put(Tag.USAGE_COUNT_LIMIT, 2));
    vault.begin("a", cbc(KeyPurpose.ENCRYPT));
    vault.begin("a", cbc(KeyPurpose.ENCRYPT));
    assertRefused(
        ResponseCode.KEY_NOT_FOUND, () -> vault.begin("a", cbc(KeyPurpose.ENCRYPT)));
  }

  @Test
  public void storesKeysByAliasAndDeletesThem() throws Exception {
    vault.generate("../../一 key", aes(128));
    assertEquals(List.of("../../一 key"), vault.aliases());
    vault.delete("../../一 key");
    assertEquals(List.of(), vault.aliases());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  public void readsKeysOfFormerVersions() {
    StoredKey key = StoredKey.parse("randomized 00112233445566778899aabbccddeeff");
    assertEquals(16, key.material().length);
    assertTrue(key.tags().has(Tag.BLOCK_MODE, BlockMode.GCM));
  }
}
