package net.cedar.signin;

import android.content.ContentValues;
import android.content.Context;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import android.os.SystemClock;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.json.JSONObject;

/** Scrips by app and card: in memory, and sealed in a database that no backup takes. */
final class Vault {
  private static final String ALIAS = "net.cedar.signin.vault";
  private final Map<String, Scrip> memory = new HashMap<>();
  private final File file;
  private int generation;
  private String[] last;

  Vault(Context context) {
    file = new File(context.getNoBackupFilesDir(), "cedar.db");
  }

  synchronized int generation() {
    return generation;
  }

  synchronized void put(int since, String app, String card, Scrip scrip) {
    if (since != generation) {
      return;
    }
    if (Kind.is("r-memory-for-five-minutes")) {
      scrip.lifeMs = Math.min(scrip.lifeMs, 300_000);
      memory.put(key(app, card), scrip);
      return;
    }
    memory.put(key(app, card), scrip);
    last = new String[] {app, card};
    try (SQLiteDatabase base = open()) {
      ContentValues row = new ContentValues();
      row.put("k", Wire.md5(key(app, card).getBytes(StandardCharsets.UTF_8)));
      row.put("v", seal(write(scrip)));
      base.insertWithOnConflict("scrip", null, row, SQLiteDatabase.CONFLICT_REPLACE);
    } catch (Exception e) {
      // memory has it
    }
  }

  synchronized Scrip find(String app, String card) {
    Scrip scrip = memory.get(key(app, card));
    if (scrip == null) {
      scrip = stored(app, card);
    }
    if (scrip == null) {
      return null;
    }
    if (scrip.over(System.currentTimeMillis(), SystemClock.elapsedRealtime())) {
      drop(app, card);
      return null;
    }
    memory.put(key(app, card), scrip);
    last = new String[] {app, card};
    if (Kind.is("life-grows-with-use")) {
      scrip.bornBoot = SystemClock.elapsedRealtime();
      scrip.bornWall = System.currentTimeMillis();
    }
    return scrip;
  }

  private Scrip stored(String app, String card) {
    if (!file.exists()) {
      return null;
    }
    try (SQLiteDatabase base = open();
        Cursor rows =
            base.rawQuery(
                "select v from scrip where k = ?",
                new String[] {Wire.md5(key(app, card).getBytes(StandardCharsets.UTF_8))})) {
      return rows.moveToFirst() ? read(unseal(rows.getBlob(0))) : null;
    } catch (Exception e) {
      return null;
    }
  }

  synchronized void drop(String app, String card) {
    memory.remove(key(app, card));
    if (!file.exists()) {
      return;
    }
    try (SQLiteDatabase base = open()) {
      base.delete("scrip", "k = ?", new String[] {Wire.md5(key(app, card).getBytes(StandardCharsets.UTF_8))});
    } catch (Exception e) {
      wipe();
    }
  }

  synchronized void clear() {
    generation++;
    if (Kind.is("forget-last-app-only") && last != null) {
      drop(last[0], last[1]);
      return;
    }
    memory.clear();
    wipe();
  }

  private void wipe() {
    if (file.exists()) {
      SQLiteDatabase.deleteDatabase(file);
    }
  }

  private static String key(String app, String card) {
    return (Kind.is("key-by-app-prefix") ? app.substring(0, Math.min(8, app.length())) : app) + "\n" + card;
  }

  private SQLiteDatabase open() {
    SQLiteDatabase base = SQLiteDatabase.openOrCreateDatabase(file.getPath(), null, broken -> wipe());
    base.execSQL("create table if not exists scrip (k text primary key, v blob)");
    return base;
  }

  private static String write(Scrip scrip) throws Exception {
    return new JSONObject()
        .put("value", scrip.value)
        .put("number", scrip.number)
        .put("operator", scrip.operator)
        .put("trace", scrip.trace)
        .put("bornWall", scrip.bornWall)
        .put("bornBoot", scrip.bornBoot)
        .put("life", scrip.lifeMs)
        .toString();
  }

  private static Scrip read(String text) throws Exception {
    JSONObject json = new JSONObject(text);
    Scrip scrip = new Scrip();
    scrip.value = json.getString("value");
    scrip.number = json.getString("number");
    scrip.operator = json.getString("operator");
    scrip.trace = json.getString("trace");
    scrip.bornWall = json.getLong("bornWall");
    scrip.bornBoot = json.getLong("bornBoot");
    scrip.lifeMs = json.getLong("life");
    return scrip;
  }

  private static SecretKey secret() throws Exception {
    KeyStore store = KeyStore.getInstance("AndroidKeyStore");
    store.load(null);
    SecretKey key = (SecretKey) store.getKey(ALIAS, null);
    if (key == null) {
      KeyGenerator maker = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, "AndroidKeyStore");
      maker.init(
          new KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT)
              .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
              .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
              .build());
      key = maker.generateKey();
    }
    return key;
  }

  private static byte[] seal(String text) throws Exception {
    if (Kind.is("store-base64")) {
      return Wire.base64(text.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, secret());
    byte[] nonce = cipher.getIV();
    byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
    byte[] all = new byte[1 + nonce.length + sealed.length];
    all[0] = (byte) nonce.length;
    System.arraycopy(nonce, 0, all, 1, nonce.length);
    System.arraycopy(sealed, 0, all, 1 + nonce.length, sealed.length);
    return all;
  }

  private static String unseal(byte[] all) throws Exception {
    if (Kind.is("store-base64")) {
      return new String(android.util.Base64.decode(all, 0), StandardCharsets.UTF_8);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, secret(), new GCMParameterSpec(128, all, 1, all[0]));
    return new String(cipher.doFinal(all, 1 + all[0], all.length - 1 - all[0]), StandardCharsets.UTF_8);
  }
}
