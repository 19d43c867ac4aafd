package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.ErrorCode;
import android.hardware.security.keymint.SecurityLevel;
import android.os.Binder;
import android.os.IBinder;
import android.system.keystore2.Authorization;
import android.system.keystore2.Domain;
import android.system.keystore2.IKeystoreSecurityLevel;
import android.system.keystore2.IKeystoreService;
import android.system.keystore2.KeyDescriptor;
import android.system.keystore2.KeyEntryResponse;
import android.system.keystore2.KeyMetadata;
import android.system.keystore2.ResponseCode;
import java.nio.file.Path;
import java.util.List;

/**
 * The keystore2 daemon for the framework's own provider. All keys are of the security level
 * "software".
 */
public final class KeystoreService implements IKeystoreService {
  private final KeyVault vault;

  public KeystoreService(Path folder) {
    vault = new KeyVault(folder);
  }

  @Override
  public IKeystoreSecurityLevel getSecurityLevel(int level) {
    return KeystoreRefusals.translate(
        () -> {
          if (level == SecurityLevel.STRONGBOX) {
            throw new KeyMintException(
                ErrorCode.HARDWARE_TYPE_UNAVAILABLE, "the handset has no StrongBox");
          }
          return new KeystoreLevel(vault);
        });
  }

  @Override
  public KeyEntryResponse getKeyEntry(KeyDescriptor descriptor) {
    return KeystoreRefusals.translate(
        () -> {
          String alias = aliasOf(vault, descriptor);
          StoredKey key = vault.require(alias);
          KeyEntryResponse response = new KeyEntryResponse();
          response.iSecurityLevel = key.isKey() ? new KeystoreLevel(vault) : null;
          response.metadata = metadataOf(key);
          return response;
        });
  }

  static String aliasOf(KeyVault vault, KeyDescriptor descriptor) {
    return descriptor.domain == Domain.KEY_ID
        ? vault.aliasOf(descriptor.nspace)
        : descriptor.alias;
  }

  static KeyMetadata metadataOf(StoredKey key) {
    KeyMetadata metadata = new KeyMetadata();
    metadata.key = new KeyDescriptor();
    metadata.key.domain = Domain.KEY_ID;
    metadata.key.nspace = key.id();
    metadata.keySecurityLevel = SecurityLevel.SOFTWARE;
    metadata.certificate = key.certificate();
    metadata.certificateChain = key.chain();
    metadata.modificationTimeMs = key.modified();
    List<KeyTags.Entry> entries = key.tags().entries();
    metadata.authorizations = new Authorization[entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      metadata.authorizations[i] = new Authorization();
      metadata.authorizations[i].securityLevel = SecurityLevel.SOFTWARE;
      metadata.authorizations[i].keyParameter = TagValues.write(entries.get(i));
    }
    return metadata;
  }

  @Override
  public void updateSubcomponent(KeyDescriptor descriptor, byte[] certificate, byte[] chain) {
    KeystoreRefusals.translate(
        () -> {
          vault.setCertificates(aliasOf(vault, descriptor), certificate, chain);
          return null;
        });
  }

  @Override
  public KeyDescriptor[] listEntries(int domain, long namespace) {
    return listEntriesBatched(domain, namespace, null);
  }

  @Override
  public KeyDescriptor[] listEntriesBatched(int domain, long namespace, String after) {
    return vault.aliases().stream()
        .sorted()
        .filter(alias -> after == null || alias.compareTo(after) > 0)
        .map(
            alias -> {
              KeyDescriptor descriptor = new KeyDescriptor();
              descriptor.domain = domain;
              descriptor.nspace = namespace;
              descriptor.alias = alias;
              return descriptor;
            })
        .toArray(KeyDescriptor[]::new);
  }

  @Override
  public int getNumberOfEntries(int domain, long namespace) {
    return vault.aliases().size();
  }

  @Override
  public void deleteKey(KeyDescriptor descriptor) {
    KeystoreRefusals.translate(
        () -> {
          vault.delete(aliasOf(vault, descriptor));
          return null;
        });
  }

  @Override
  public KeyDescriptor grant(KeyDescriptor descriptor, int uid, int access) {
    return refuseGrant();
  }

  @Override
  public void ungrant(KeyDescriptor descriptor, int uid) {
    refuseGrant();
  }

  private static KeyDescriptor refuseGrant() {
    return KeystoreRefusals.translate(
        () -> {
          throw new KeyMintException(
              ResponseCode.PERMISSION_DENIED, "quhao: not supported: grants of keys");
        });
  }

  @Override
  public IBinder asBinder() {
    return new Binder();
  }

  @Override
  public int getInterfaceVersion() {
    return VERSION;
  }

  @Override
  public String getInterfaceHash() {
    return HASH;
  }
}
