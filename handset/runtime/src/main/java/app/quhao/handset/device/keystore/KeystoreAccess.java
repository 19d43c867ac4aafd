package app.quhao.handset.device.keystore;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;

/** KeyStore.getInstance("AndroidKeyStore") for secret keys. */
final class KeystoreAccess extends KeyStoreSpi {
  private final KeystoreFolder folder;

  KeystoreAccess(KeystoreFolder folder) {
    this.folder = folder;
  }

  @Override
  public Key engineGetKey(String alias, char[] password) {
    return folder.read(alias);
  }

  @Override
  public KeyStore.Entry engineGetEntry(String alias, KeyStore.ProtectionParameter protection) {
    KeystoreKey key = folder.read(alias);
    return key == null ? null : new KeyStore.SecretKeyEntry(key);
  }

  @Override
  public boolean engineEntryInstanceOf(String alias, Class<? extends KeyStore.Entry> type) {
    return type == KeyStore.SecretKeyEntry.class && engineContainsAlias(alias);
  }

  @Override
  public void engineDeleteEntry(String alias) {
    folder.delete(alias);
  }

  @Override
  public Enumeration<String> engineAliases() {
    return Collections.enumeration(folder.aliases());
  }

  @Override
  public boolean engineContainsAlias(String alias) {
    return folder.read(alias) != null;
  }

  @Override
  public boolean engineIsKeyEntry(String alias) {
    return engineContainsAlias(alias);
  }

  @Override
  public int engineSize() {
    return folder.aliases().size();
  }

  @Override
  public void engineLoad(InputStream stream, char[] password) {
    if (stream != null) {
      throw new IllegalArgumentException("InputStream not supported");
    }
  }

  @Override
  public void engineLoad(KeyStore.LoadStoreParameter parameter) {
    // Nothing to load: every call reads the folder.
  }

  @Override
  public Date engineGetCreationDate(String alias) {
    return engineContainsAlias(alias) ? new Date(0) : null;
  }

  @Override
  public Certificate engineGetCertificate(String alias) {
    return null;
  }

  @Override
  public Certificate[] engineGetCertificateChain(String alias) {
    return null;
  }

  @Override
  public String engineGetCertificateAlias(Certificate certificate) {
    return null;
  }

  @Override
  public boolean engineIsCertificateEntry(String alias) {
    return false;
  }

  @Override
  public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain)
      throws KeyStoreException {
    if (password != null || chain != null || !"AES".equals(key.getAlgorithm())) {
      throw new KeyStoreException("The handset's key store supports only AES keys without a password");
    }
    folder.write(alias, new KeystoreKey(alias, key.getEncoded(), true));
  }

  @Override
  public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain)
      throws KeyStoreException {
    throw new KeyStoreException("Operation not supported because key encoding is unknown");
  }

  @Override
  public void engineSetCertificateEntry(String alias, Certificate certificate)
      throws KeyStoreException {
    throw new KeyStoreException("The handset's key store does not support certificates (docs/limits.md)");
  }

  @Override
  public void engineStore(OutputStream stream, char[] password) {
    throw new UnsupportedOperationException("Can not serialize AndroidKeyStore to OutputStream");
  }
}
