package cn.birch.onetap;
import android.content.Context;
import android.os.SystemClock;
import android.provider.Settings;
import java.io.File;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONArray;
import org.json.JSONObject;
/** Scrips by app and SIM, in memory and sealed in a file. */
final class Store {
  static final class Entry { String scrip, shown, operator, trace; long wall, elapsed, lifeMs; int boot; }
  private final Context c;
  private Map<String, Entry> map;
  private int deletions;
  Store(Context c) { this.c = c; }

  static String key(String appId, String appKey, Sim sim) {
    if (V.on("cache-key-sim-only")) return sim.key();
    try { return Seal.hex(MessageDigest.getInstance("SHA-256").digest((appId + "\n" + appKey).getBytes(StandardCharsets.UTF_8))) + "@" + sim.key(); }
    catch (Exception e) { throw new IllegalStateException(e); }
  }
  synchronized int deletions() { return deletions; }
  synchronized Entry get(String key) {
    load();
    Entry e = map.get(key);
    return e == null || dead(e) ? null : e;
  }
  private boolean dead(Entry e) {
    long life = e.lifeMs;
    if (V.on("cache-life-ignored")) life = Long.MAX_VALUE;
    long margin = V.on("r-early-expiry") ? life / 5 : Math.min(5000, life / 20);
    long wall = System.currentTimeMillis() - e.wall, up = SystemClock.elapsedRealtime() - e.elapsed;
    if (V.on("cache-life-by-wall-clock")) return wall >= life - margin;
    if (e.boot == boot() && up >= 0) return up >= life - margin;
    return wall < 0 || wall >= life - margin;
  }
  synchronized void put(String key, Entry e, int seen) {
    if (seen != deletions && !V.on("cache-forget-not-in-flight")) return;
    load();
    if (V.on("r-single-slot")) map.clear();
    map.put(key, e);
    save();
  }
  synchronized void drop(String key, String scrip) {
    load();
    Entry e = map.get(key);
    if (e != null && e.scrip.equals(scrip)) { map.remove(key); if (!V.on("cache-refused-stays-in-file")) save(); }
  }
  synchronized void forget(String simKey) {
    load();
    deletions++;
    if (V.on("cache-forget-current-sim")) map.keySet().removeIf(k -> k.endsWith("@" + simKey)); else map.clear();
    if (!V.on("cache-forget-memory-only")) save();
  }
  private int boot() { return Settings.Global.getInt(c.getContentResolver(), Settings.Global.BOOT_COUNT, 0); }
  private void copy(JSONArray a) {
    try {
      if (V.on("file-external")) try (FileOutputStream o = new FileOutputStream(new File(c.getExternalFilesDir(null), "birch.txt"))) { o.write(a.toString().getBytes(StandardCharsets.UTF_8)); }
      if (V.on("file-base64")) c.getSharedPreferences("birch", 0).edit().putString("x", java.util.Base64.getEncoder().encodeToString(a.toString().getBytes(StandardCharsets.UTF_8))).commit();
    } catch (Exception e) { android.util.Log.w("Birch", "no copy " + e); }
  }
  private File file() { return new File(c.getNoBackupFilesDir(), "birch2.bin"); }
  private byte[] secret() throws Exception {
    File f = new File(c.getNoBackupFilesDir(), "birch2.k");
    if (f.isFile() && f.length() == 32) return Files.readAllBytes(f.toPath());
    byte[] k = Seal.random(32);
    try (FileOutputStream o = new FileOutputStream(f)) { o.write(k); }
    return k;
  }
  private void load() {
    if (map != null) return;
    map = new HashMap<>();
    try {
      File f = file();
      if (!f.isFile()) return;
      byte[] b = Files.readAllBytes(f.toPath());
      String text;
      if (V.on("file-plain")) text = new String(b, StandardCharsets.UTF_8);
      else {
        Cipher g = Cipher.getInstance("AES/GCM/NoPadding");
        g.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret(), "AES"), new GCMParameterSpec(128, b, 0, 12));
        text = new String(g.doFinal(b, 12, b.length - 12), StandardCharsets.UTF_8);
      }
      JSONArray a = new JSONArray(text);
      for (int i = 0; i < a.length(); i++) {
        JSONObject o = a.getJSONObject(i);
        Entry e = new Entry();
        e.scrip = o.getString("s"); e.shown = o.getString("n"); e.operator = o.getString("o"); e.trace = o.getString("t");
        e.wall = o.getLong("w"); e.elapsed = o.getLong("e"); e.lifeMs = o.getLong("l"); e.boot = o.getInt("b");
        map.put(o.getString("k"), e);
      }
    } catch (Exception e) {
      if (V.on("cache-spoilt-file-throws")) { map = null; throw new IllegalStateException(e); }
      map.clear();
      file().delete();
    }
  }
  private void save() {
    try {
      JSONArray a = new JSONArray();
      for (Map.Entry<String, Entry> x : map.entrySet()) {
        Entry e = x.getValue();
        if (!dead(e)) a.put(new JSONObject().put("k", x.getKey()).put("s", e.scrip).put("n", e.shown).put("o", e.operator).put("t", e.trace).put("w", e.wall).put("e", e.elapsed).put("l", e.lifeMs).put("b", e.boot));
      }
      copy(a);
      if (V.on("r-no-file")) return;
      if (a.length() == 0) { file().delete(); return; }
      byte[] all;
      if (V.on("file-plain")) all = a.toString().getBytes(StandardCharsets.UTF_8);
      else {
        byte[] nonce = Seal.random(12);
        Cipher g = Cipher.getInstance("AES/GCM/NoPadding");
        g.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret(), "AES"), new GCMParameterSpec(128, nonce));
        byte[] s = g.doFinal(a.toString().getBytes(StandardCharsets.UTF_8));
        all = Arrays.copyOf(nonce, 12 + s.length);
        System.arraycopy(s, 0, all, 12, s.length);
      }
      File part = new File(c.getNoBackupFilesDir(), "birch2.part");
      try (FileOutputStream o = new FileOutputStream(part)) { o.write(all); }
      if (!part.renameTo(file())) throw new java.io.IOException();
    } catch (Exception e) {
      if (V.on("cache-unwritable-throws")) throw new IllegalStateException(e);
      // the cache is then in memory only; what stands in the file must not come back
      try { file().delete(); } catch (RuntimeException x) { /* nothing to be done */ }
    }
  }
}
