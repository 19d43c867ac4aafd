package com.cmic.gen.sdk.cache;

import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.ProviderException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM under a key that never leaves the AndroidKeyStore: nonce ‖ ciphertext ‖ tag. */
public final class KeystoreSeal implements Seal {
  private static final String STORE = "AndroidKeyStore";
  private static final String ALIAS = "gen-authn";
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  @Override
  public byte[] seal(byte[] plain) throws GeneralSecurityException, IOException {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(Cipher.ENCRYPT_MODE, key());
      byte[] nonce = cipher.getIV();
      byte[] sealed = cipher.doFinal(plain);
      byte[] whole = new byte[NONCE_BYTES + sealed.length];
      System.arraycopy(nonce, 0, whole, 0, NONCE_BYTES);
      System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
      return whole;
    } catch (ProviderException error) {
      // Broken keystores of vendors throw this.
      throw new GeneralSecurityException(error);
    }
  }

  @Override
  public byte[] open(byte[] content) throws GeneralSecurityException, IOException {
    if (content.length <= NONCE_BYTES) {
      throw new GeneralSecurityException("too short");
    }
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(
          Cipher.DECRYPT_MODE, key(), new GCMParameterSpec(TAG_BITS, content, 0, NONCE_BYTES));
      return cipher.doFinal(content, NONCE_BYTES, content.length - NONCE_BYTES);
    } catch (ProviderException error) {
      throw new GeneralSecurityException(error);
    }
  }

  private static SecretKey key() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(STORE);
    store.load(null);
    Key key = store.getKey(ALIAS, null);
    return key instanceof SecretKey ? (SecretKey) key : make();
  }

  private static SecretKey make() throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE);
    generator.init(
        new KeyGenParameterSpec.Builder(
                ALIAS, KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
            .build());
    return generator.generateKey();
  }
}
