package com.cmic.gen.sdk.cache;

import android.content.Context;
import android.provider.Settings;
import android.util.AtomicFile;
import android.util.Log;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The cache at rest: one small file, sealed by a key of the AndroidKeyStore. Where that fails,
 * memory only.
 */
public final class ScripFile {
  private static final String TAG = "GenAuthn";

  /** Lives are measured since boot, so another boot's file is worth nothing. */
  private static final String BOOT = "boot";

  private static final String GATEWAY = "gateway";
  private static final String SCRIPS = "scrips";

  private final Context context;
  private final AtomicFile file;
  private final KeystoreSeal seal = new KeystoreSeal();

  public ScripFile(Context context) {
    this.context = context;
    file = new AtomicFile(new File(context.getNoBackupFilesDir(), "gen-authn"));
  }

  /** Empty where there is nothing, or what there is belongs to another gateway or boot. */
  JSONObject read(String gateway) {
    if (!file.getBaseFile().exists()) return new JSONObject();
    try {
      byte[] content = file.readFully();
      boolean isPlain = content.length > 0 && content[0] == '{';
      byte[] plain = isPlain ? content : seal.open(content);
      JSONObject whole = new JSONObject(new String(plain, StandardCharsets.UTF_8));
      boolean isOurs =
          whole.getInt(BOOT) == bootCount() && gateway.equals(whole.getString(GATEWAY));
      if (isOurs) return whole.getJSONObject(SCRIPS);
    } catch (IOException | GeneralSecurityException | JSONException e) {
      Log.i(TAG, "cache at rest is unreadable and is dropped: " + e.getClass().getSimpleName());
    }
    delete();
    return new JSONObject();
  }

  void write(String gateway, JSONObject scrips, boolean isSealed) {
    FileOutputStream out = null;
    try {
      JSONObject whole =
          new JSONObject().put(BOOT, bootCount()).put(GATEWAY, gateway).put(SCRIPS, scrips);
      byte[] plain = whole.toString().getBytes(StandardCharsets.UTF_8);
      byte[] content = isSealed ? seal.seal(plain) : plain;
      out = file.startWrite();
      out.write(content);
      file.finishWrite(out);
    } catch (IOException | GeneralSecurityException | JSONException e) {
      if (out != null) file.failWrite(out);
      Log.i(TAG, "cache is kept in memory only: " + e.getClass().getSimpleName());
    }
  }

  void delete() {
    file.delete();
  }

  private int bootCount() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.BOOT_COUNT, 0);
  }
}
