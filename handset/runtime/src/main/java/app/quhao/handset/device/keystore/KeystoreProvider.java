package app.quhao.handset.device.keystore;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/** The "AndroidKeyStore" provider for AES keys. Key pairs and certificates are not implemented. */
public final class KeystoreProvider extends Provider {
  private static final long serialVersionUID = 1L;

  /** Android's transformations and the JDK's spelling of each. */
  private static final Map<String, String> TRANSFORMATIONS =
      Map.of(
          "AES/GCM/NoPadding", "AES/GCM/NoPadding",
          "AES/CTR/NoPadding", "AES/CTR/NoPadding",
          "AES/CBC/NoPadding", "AES/CBC/NoPadding",
          "AES/CBC/PKCS7Padding", "AES/CBC/PKCS5Padding",
          "AES/ECB/NoPadding", "AES/ECB/NoPadding",
          "AES/ECB/PKCS7Padding", "AES/ECB/PKCS5Padding");

  private KeystoreProvider(Path folder) {
    super("AndroidKeyStore", "1.0", "The handset's key store");
    KeystoreFolder keys = new KeystoreFolder(folder);
    putService(new Row(this, "KeyStore", "AndroidKeyStore", () -> new KeystoreAccess(keys)));
    putService(new Row(this, "KeyGenerator", "AES", () -> new KeystoreGenerator(keys)));
    TRANSFORMATIONS.forEach(
        (android, jdk) ->
            putService(new Row(this, "Cipher", android, () -> new KeystoreCipher(jdk))));
  }

  /** Registered last, so that keys of other providers are not affected. */
  public static void install(Path folder) {
    Security.addProvider(new KeystoreProvider(folder));
  }

  private interface Maker {
    Object make() throws GeneralSecurityException;
  }

  private static final class Row extends Service {
    private final transient Maker maker;

    Row(Provider provider, String type, String algorithm, Maker maker) {
      super(provider, type, algorithm, KeystoreProvider.class.getName(), List.of(), Map.of());
      this.maker = maker;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      try {
        return maker.make();
      } catch (GeneralSecurityException e) {
        throw new NoSuchAlgorithmException(getAlgorithm(), e);
      }
    }

    @Override
    public boolean supportsParameter(Object key) {
      return key instanceof KeystoreKey;
    }
  }
}
