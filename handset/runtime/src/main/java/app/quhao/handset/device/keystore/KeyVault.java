package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.Tag;
import android.system.keystore2.ResponseCode;
import java.nio.file.Path;
import java.util.List;

/** The keys of the app: makes, lists, changes and deletes them, and begins operations. */
final class KeyVault {
  private final KeystoreFolder folder;
  private final KeyMaker maker = new KeyMaker();
  private final KeyOperations operations = new KeyOperations();

  KeyVault(Path folder) {
    this.folder = new KeystoreFolder(folder);
  }

  StoredKey generate(String alias, KeyTags request) {
    StoredKey key = maker.generate(request);
    folder.write(alias, key);
    return key;
  }

  StoredKey importKey(String alias, KeyTags request, byte[] material) {
    StoredKey key = maker.importKey(request, material);
    folder.write(alias, key);
    return key;
  }

  StoredKey require(String alias) {
    StoredKey key = folder.read(alias);
    if (key == null) {
      throw new KeyMintException(ResponseCode.KEY_NOT_FOUND, "there is no key " + alias);
    }
    return key;
  }

  String aliasOf(long id) {
    return folder.aliasOf(id);
  }

  List<String> aliases() {
    return folder.aliases();
  }

  void delete(String alias) {
    if (!folder.delete(alias)) {
      throw new KeyMintException(ResponseCode.KEY_NOT_FOUND, "there is no key " + alias);
    }
  }

  /** Sets the certificates of a key, or makes an entry of a certificate alone. */
  void setCertificates(String alias, byte[] certificate, byte[] chain) {
    StoredKey key = folder.read(alias);
    if (key == null && certificate == null) {
      long now = System.currentTimeMillis();
      key = new StoredKey(now, now, new KeyTags(), new byte[0], null, null);
    } else if (key == null) {
      throw new KeyMintException(ResponseCode.KEY_NOT_FOUND, "there is no key " + alias);
    }
    folder.write(alias, key.with(certificate, chain));
  }

  /** A key that is used up is deleted. */
  KeyOperation begin(String alias, KeyTags operation) {
    StoredKey key = require(alias);
    KeyOperation started = operations.begin(key, operation);
    long uses = key.tags().number(Tag.USAGE_COUNT_LIMIT, 0);
    if (uses == 1) {
      folder.delete(alias);
    } else if (uses > 1) {
      KeyTags rest = key.tags().only(tag -> tag != Tag.USAGE_COUNT_LIMIT);
      folder.write(alias, key.with(rest.put(Tag.USAGE_COUNT_LIMIT, uses - 1)));
    }
    return started;
  }
}
