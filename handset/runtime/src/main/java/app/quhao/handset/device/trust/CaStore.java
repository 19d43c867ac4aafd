package app.quhao.handset.device.trust;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStoreSpi;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * KeyStore.getInstance("AndroidCAStore"): the device's roots by `system:` or `user:`, and the hash
 * of their subject. It is read-only.
 */
final class CaStore extends KeyStoreSpi {
  private final Map<String, X509Certificate> entries = new LinkedHashMap<>();

  private final DeviceRoots roots;

  CaStore(DeviceRoots roots) {
    this.roots = roots;
  }

  private void add(String prefix, Set<X509Certificate> roots) throws GeneralSecurityException {
    for (X509Certificate root : roots) {
      String name = prefix + hashOf(root);
      int number = 0;
      while (entries.containsKey(name + "." + number)) {
        number++;
      }
      entries.put(name + "." + number, root);
    }
  }

  /** X509_NAME_hash_old of OpenSSL, by which Android names the files of roots. */
  private static String hashOf(X509Certificate root) throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("MD5").digest(root.getSubjectX500Principal().getEncoded());
    return String.format(
        "%02x%02x%02x%02x", digest[3], digest[2], digest[1], digest[0]);
  }

  @Override
  public Certificate engineGetCertificate(String alias) {
    return entries.get(alias);
  }

  @Override
  public Enumeration<String> engineAliases() {
    return Collections.enumeration(entries.keySet());
  }

  @Override
  public boolean engineContainsAlias(String alias) {
    return entries.containsKey(alias);
  }

  @Override
  public int engineSize() {
    return entries.size();
  }

  @Override
  public boolean engineIsCertificateEntry(String alias) {
    return entries.containsKey(alias);
  }

  @Override
  public String engineGetCertificateAlias(Certificate certificate) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().equals(certificate))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Date engineGetCreationDate(String alias) {
    X509Certificate root = entries.get(alias);
    return root == null ? null : root.getNotBefore();
  }

  @Override
  public Key engineGetKey(String alias, char[] password) {
    return null;
  }

  @Override
  public Certificate[] engineGetCertificateChain(String alias) {
    return null;
  }

  @Override
  public boolean engineIsKeyEntry(String alias) {
    return false;
  }

  @Override
  public void engineLoad(InputStream stream, char[] password) {
    if (stream != null) {
      throw new UnsupportedOperationException();
    }
    try {
      add("user:", roots.ofUser());
      add("system:", roots.ofSystem());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The device's roots cannot be named", e);
    }
  }

  @Override
  public void engineStore(OutputStream stream, char[] password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void engineSetCertificateEntry(String alias, Certificate certificate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void engineDeleteEntry(String alias) {
    throw new UnsupportedOperationException();
  }
}
