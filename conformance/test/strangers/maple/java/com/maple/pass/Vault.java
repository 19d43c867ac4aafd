package com.maple.pass;

import android.content.Context;
import android.provider.Settings;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.json.JSONObject;

/** Scrips by app and card, in memory and sealed in one file. */
final class Vault {
  private final File file;
  private final Context context;
  private Map<String, Scrip> held;
  private int generation;

  Vault(Context context) {
    this.context = context;
    file = new File(context.getNoBackupFilesDir(), "maple.bin");
  }

  int boot() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.BOOT_COUNT, 0);
  }

  synchronized int generation() {
    return generation;
  }

  static String name(String app, String key, String sim) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest((app + "\n" + key + "\n" + sim).getBytes(StandardCharsets.UTF_8));
      StringBuilder out = new StringBuilder();
      for (byte b : hash) out.append(String.format(java.util.Locale.ROOT, "%02x", b));
      return out.toString();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized Scrip find(String app, String key, String sim) {
    Scrip it = all().get(name(app, key, sim));
    return it != null && it.alive(boot()) ? it : null;
  }

  synchronized void keep(String app, String key, Scrip it, int asOf) {
    if (asOf != generation) return;
    if (F.on("w85") && it.operator.equals("3")) return;
    all().put(name(app, key, it.sim), it);
    save();
  }

  synchronized void dropHeld(Scrip it) {
    all().values().removeIf(one -> one.value.equals(it.value));
  }

  synchronized void drop(Scrip it) {
    boolean any = false;
    for (Iterator<Scrip> i = all().values().iterator(); i.hasNext(); )
      if (i.next().value.equals(it.value)) {
        i.remove();
        any = true;
      }
    if (any) save();
  }

  synchronized void clear() {
    generation++;
    boolean wasRead = held != null;
    held = F.on("w34") && !wasRead ? null : new HashMap<>();
    if (!F.on("w34") || wasRead) file.delete();
  }

  private Map<String, Scrip> all() {
    if (held != null) return held;
    held = new HashMap<>();
    if (F.on("r01") || !file.exists()) return held;
    try {
      byte[] all = Files.readAllBytes(file.toPath());
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key(), new GCMParameterSpec(128, all, 0, 12));
      JSONObject from = new JSONObject(new String(cipher.doFinal(all, 12, all.length - 12), StandardCharsets.UTF_8));
      for (Iterator<String> i = from.keys(); i.hasNext(); ) {
        String name = i.next();
        held.put(name, Scrip.read(from.getJSONObject(name)));
      }
    } catch (Exception e) {
      held.clear();
    }
    return held;
  }

  private void save() {
    if (F.on("r01")) return;
    try {
      JSONObject out = new JSONObject();
      for (Map.Entry<String, Scrip> each : held.entrySet()) out.put(each.getKey(), each.getValue().write());
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key());
      byte[] sealed = cipher.doFinal(out.toString().getBytes(StandardCharsets.UTF_8));
      File next = new File(file.getPath() + ".new");
      try (FileOutputStream to = new FileOutputStream(next)) {
        to.write(cipher.getIV());
        to.write(sealed);
      }
      if (!next.renameTo(file)) throw new IOException("rename");
    } catch (Exception e) {
      file.delete();
    }
  }

  private static SecretKey key() throws Exception {
    KeyStore store = KeyStore.getInstance("AndroidKeyStore");
    store.load(null);
    if (!store.containsAlias("maple")) {
      KeyGenerator maker = KeyGenerator.getInstance("AES", "AndroidKeyStore");
      maker.init(new KeyGenParameterSpec.Builder("maple", KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT)
          .setBlockModes("GCM").setEncryptionPaddings("NoPadding").build());
      return maker.generateKey();
    }
    return (SecretKey) store.getKey("maple", null);
  }
}
