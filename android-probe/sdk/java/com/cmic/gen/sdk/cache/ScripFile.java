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

/** One small sealed file. Where sealing fails the cache stays in memory only. */
public final class ScripFile implements ScripVault {
  private static final String TAG = "GenAuthn";

  /** Lives are measured from boot, so a file of another boot is invalid. */
  private static final String BOOT = "boot";

  private static final String GATEWAY = "gateway";
  private static final String SCRIPS = "scrips";

  private final Context context;
  private final AtomicFile file;
  private final Seal seal;

  public ScripFile(Context context, Seal seal) {
    this.context = context;
    this.seal = seal;
    file = new AtomicFile(new File(context.getNoBackupFilesDir(), "gen-authn"));
  }

  /** Empty also where the file belongs to another gateway or boot. */
  @Override
  public JSONObject read(String gateway) {
    if (!file.getBaseFile().exists()) {
      return new JSONObject();
    }
    try {
      byte[] content = file.readFully();
      byte[] plain = seal.open(content);
      JSONObject whole = new JSONObject(new String(plain, StandardCharsets.UTF_8));
      boolean isOurs =
          whole.getInt(BOOT) == bootCount() && gateway.equals(whole.getString(GATEWAY));
      if (isOurs) {
        return whole.getJSONObject(SCRIPS);
      }
    } catch (IOException | GeneralSecurityException | JSONException error) {
      Log.i(
          TAG,
          "the cache at rest is unreadable and is dropped: " + error.getClass().getSimpleName());
    }
    delete();
    return new JSONObject();
  }

  @Override
  public void write(String gateway, JSONObject scrips) {
    FileOutputStream out = null;
    try {
      JSONObject whole =
          new JSONObject().put(BOOT, bootCount()).put(GATEWAY, gateway).put(SCRIPS, scrips);
      byte[] plain = whole.toString().getBytes(StandardCharsets.UTF_8);
      byte[] content = seal.seal(plain);
      out = file.startWrite();
      out.write(content);
      file.finishWrite(out);
    } catch (IOException | GeneralSecurityException | JSONException error) {
      if (out != null) {
        file.failWrite(out);
      }
      Log.i(TAG, "the cache stays in memory only: " + error.getClass().getSimpleName());
    }
  }

  @Override
  public void delete() {
    file.delete();
  }

  private int bootCount() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.BOOT_COUNT, 0);
  }
}
