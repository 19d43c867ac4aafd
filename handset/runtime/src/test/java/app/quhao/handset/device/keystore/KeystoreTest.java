package app.quhao.handset.device.keystore;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class KeystoreTest {
  private static final byte[] SECRET = new byte[32];

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path folder;

  @Before
  public void install() {
    folder = temporary.getRoot().toPath().resolve("keystore");
    KeystoreProvider.install(folder);
  }

  @After
  public void remove() {
    Security.removeProvider("AndroidKeyStore");
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("AndroidKeyStore");
    store.load(null);
    return store;
  }

  private SecretKey key(String alias) throws Exception {
    new KeystoreFolder(folder).write(alias, new KeystoreKey(alias, SECRET, true));
    return (SecretKey) store().getKey(alias, null);
  }

  @Test
  public void encryptsAndDecryptsWithCipher() throws Exception {
    SecretKey key = key("a");
    Cipher seal = Cipher.getInstance("AES/GCM/NoPadding");
    seal.init(Cipher.ENCRYPT_MODE, key);
    byte[] sealed = seal.doFinal("text".getBytes());
    Cipher open = Cipher.getInstance("AES/GCM/NoPadding");
    open.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, seal.getIV()));
    assertArrayEquals("text".getBytes(), open.doFinal(sealed));
  }

  @Test
  public void generatesTheNonce() throws Exception {
    SecretKey key = key("a");
    Cipher seal = Cipher.getInstance("AES/GCM/NoPadding");
    assertThrows(
        InvalidAlgorithmParameterException.class,
        () -> seal.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, new byte[12])));
  }

  @Test
  public void doesNotExposeTheKey() throws Exception {
    assertNull(key("a").getEncoded());
  }

  @Test
  public void storesKeysByAliasAndDeletesThem() throws Exception {
    key("../../一 key");
    assertEquals(List.of("../../一 key"), Collections.list(store().aliases()));
    store().deleteEntry("../../一 key");
    assertEquals(0, store().size());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
