package com.lotus.onekey;

import android.content.ContentValues;
import android.content.Context;
import android.content.SharedPreferences;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import android.provider.Settings;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import android.util.Base64;
import java.io.File;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Where the scrip rests: preferences, a file or a data base, sealed; or nowhere. */
final class Vault {
  private final Context context;

  Vault(Context context) {
    this.context = context;
  }

  private Key key() throws Exception {
    if (Variant.is("ownkey")) {
      return own();
    }
    try {
      return held();
    } catch (java.security.GeneralSecurityException error) {
      return own(); // A phone without a key store.
    }
  }

  private Key own() throws Exception {
    {
      String id =
          Settings.Secure.getString(context.getContentResolver(), Settings.Secure.ANDROID_ID);
      return new SecretKeySpec(
          MessageDigest.getInstance("SHA-256")
              .digest(Wire.utf8("lotus/" + id + Wire.certificate(context))),
          "AES");
    }
  }

  private static Key held() throws Exception {
    KeyStore store = KeyStore.getInstance("AndroidKeyStore");
    store.load(null);
    Key key = store.getKey("lotus", null);
    if (key != null) {
      return key;
    }
    KeyGenerator maker = KeyGenerator.getInstance("AES", "AndroidKeyStore");
    maker.init(
        new KeyGenParameterSpec.Builder(
                "lotus", KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .build());
    return maker.generateKey();
  }

  void write(String text) {
    if (Variant.is("mem")) {
      return;
    }
    try {
      byte[] whole;
      if (Variant.is("base64-rest")) {
        whole = Wire.utf8(text);
      } else if (Variant.is("plain-rest")) {
        whole = Wire.utf8(text);
      } else {
        Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
        c.init(Cipher.ENCRYPT_MODE, key());
        byte[] sealed = c.doFinal(Wire.utf8(text));
        byte[] iv = c.getIV();
        whole = Arrays.copyOf(iv, 12 + sealed.length);
        System.arraycopy(sealed, 0, whole, 12, sealed.length);
      }
      put(whole);
    } catch (Exception error) {
      clear();
    }
  }

  String read() {
    if (Variant.is("mem")) {
      return null;
    }
    try {
      byte[] whole = get();
      if (whole == null) {
        return null;
      }
      if (Variant.is("base64-rest") || Variant.is("plain-rest")) {
        return new String(whole, "UTF-8");
      }
      Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
      c.init(Cipher.DECRYPT_MODE, key(), new GCMParameterSpec(128, Arrays.copyOf(whole, 12)));
      return new String(c.doFinal(whole, 12, whole.length - 12), "UTF-8");
    } catch (Exception error) {
      return null;
    }
  }

  private SharedPreferences preferences() {
    return context.getSharedPreferences("lotus_onekey", Context.MODE_PRIVATE);
  }

  private File file() {
    return new File(context.getNoBackupFilesDir(), "lotus.bin");
  }

  private SQLiteDatabase base() {
    SQLiteDatabase db = context.openOrCreateDatabase("lotus.db", Context.MODE_PRIVATE, null);
    db.execSQL("create table if not exists vault (id integer primary key, data blob)");
    return db;
  }

  private void put(byte[] whole) throws Exception {
    if (Variant.is("file")) {
      try (FileOutputStream out = new FileOutputStream(file())) {
        out.write(whole);
      }
    } else if (Variant.is("sqlite")) {
      try (SQLiteDatabase db = base()) {
        ContentValues v = new ContentValues();
        v.put("id", 1);
        v.put("data", whole);
        db.insertWithOnConflict("vault", null, v, SQLiteDatabase.CONFLICT_REPLACE);
      }
    } else {
      String text = Base64.encodeToString(whole, Base64.NO_WRAP);
      preferences().edit().putString("v", text).commit();
    }
  }

  private byte[] get() throws Exception {
    if (Variant.is("file")) {
      return file().isFile() ? Files.readAllBytes(file().toPath()) : null;
    }
    if (Variant.is("sqlite")) {
      try (SQLiteDatabase db = base();
          Cursor cursor = db.rawQuery("select data from vault where id = 1", null)) {
        return cursor.moveToFirst() ? cursor.getBlob(0) : null;
      }
    }
    String text = preferences().getString("v", null);
    return text == null ? null : Base64.decode(text, Base64.NO_WRAP);
  }

  void clear() {
    if (Variant.is("mem")) {
      return;
    }
    try {
      if (Variant.is("file")) {
        file().delete();
      } else if (Variant.is("sqlite")) {
        try (SQLiteDatabase db = base()) {
          db.execSQL("pragma secure_delete = on");
          db.delete("vault", null, null);
        }
      } else {
        preferences().edit().clear().commit();
      }
    } catch (Exception error) {
      // A place that cannot be opened holds nothing that can be read.
    }
  }
}
