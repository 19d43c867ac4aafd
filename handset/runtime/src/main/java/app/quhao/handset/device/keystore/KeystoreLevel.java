package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.ErrorCode;
import android.hardware.security.keymint.KeyParameter;
import android.hardware.security.keymint.Tag;
import android.os.Binder;
import android.os.IBinder;
import android.system.keystore2.AuthenticatorSpec;
import android.system.keystore2.CreateOperationResponse;
import android.system.keystore2.EphemeralStorageKeyResponse;
import android.system.keystore2.IKeystoreSecurityLevel;
import android.system.keystore2.KeyDescriptor;
import android.system.keystore2.KeyMetadata;
import android.system.keystore2.KeyParameters;

/** Makes keys and begins operations. */
final class KeystoreLevel implements IKeystoreSecurityLevel {
  private final KeyVault vault;

  KeystoreLevel(KeyVault vault) {
    this.vault = vault;
  }

  @Override
  public CreateOperationResponse createOperation(
      KeyDescriptor descriptor, KeyParameter[] parameters, boolean forced) {
    return KeystoreRefusals.translate(
        () -> {
          KeyTags request = TagValues.read(parameters);
          KeyOperation operation =
              vault.begin(KeystoreService.aliasOf(vault, descriptor), request);
          CreateOperationResponse response = new CreateOperationResponse();
          response.iOperation = new RunningOperation(operation);
          if (operation.nonce() != null) {
            response.parameters = new KeyParameters();
            response.parameters.keyParameter =
                new KeyParameter[] {
                  TagValues.write(new KeyTags.Entry(Tag.NONCE, 0, operation.nonce()))
                };
          }
          return response;
        });
  }

  @Override
  public KeyMetadata generateKey(
      KeyDescriptor descriptor,
      KeyDescriptor attestation,
      KeyParameter[] parameters,
      int flags,
      byte[] entropy) {
    return KeystoreRefusals.translate(
        () ->
            KeystoreService.metadataOf(
                vault.generate(descriptor.alias, TagValues.read(parameters))));
  }

  @Override
  public KeyMetadata importKey(
      KeyDescriptor descriptor,
      KeyDescriptor attestation,
      KeyParameter[] parameters,
      int flags,
      byte[] material) {
    return KeystoreRefusals.translate(
        () ->
            KeystoreService.metadataOf(
                vault.importKey(descriptor.alias, TagValues.read(parameters), material)));
  }

  @Override
  public KeyMetadata importWrappedKey(
      KeyDescriptor descriptor,
      KeyDescriptor wrapping,
      byte[] masking,
      KeyParameter[] parameters,
      AuthenticatorSpec[] authenticators) {
    return refuse("import of wrapped keys");
  }

  @Override
  public EphemeralStorageKeyResponse convertStorageKeyToEphemeral(KeyDescriptor descriptor) {
    return refuse("storage keys");
  }

  private static <T> T refuse(String what) {
    return KeystoreRefusals.translate(
        () -> {
          throw new KeyMintException(ErrorCode.UNIMPLEMENTED, "quhao: not supported: " + what);
        });
  }

  @Override
  public void deleteKey(KeyDescriptor descriptor) {
    KeystoreRefusals.translate(
        () -> {
          vault.delete(KeystoreService.aliasOf(vault, descriptor));
          return null;
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
