package app.quhao.handset.host.guard;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the runtime itself has from the machine: the place of temporary files, the size of disks, the
 * name.
 */
public final class DeviceProperties {
  private static final String TEMPORARY = "java.io.tmpdir";
  /** What ART says of itself. Libraries tell Android from a JVM by it. */
  private static final Map<String, String> OF_MACHINE =
      Map.ofEntries(
          Map.entry("java.class.version", "50.0"),
          Map.entry("java.ext.dirs", ""),
          Map.entry("java.home", "/apex/com.android.art"),
          Map.entry("java.runtime.version", "0.9"),
          Map.entry("java.specification.name", "Dalvik Core Library"),
          Map.entry("java.specification.vendor", "The Android Project"),
          Map.entry("java.specification.version", "0.9"),
          Map.entry("java.vendor", "The Android Project"),
          Map.entry("java.vendor.url", "http://www.android.com/"),
          Map.entry("java.version", "0"),
          Map.entry("java.vm.name", "Dalvik"),
          Map.entry("java.vm.specification.name", "Dalvik Virtual Machine Specification"),
          Map.entry("java.vm.specification.vendor", "The Android Project"),
          Map.entry("java.vm.specification.version", "0.9"),
          Map.entry("java.vm.vendor", "The Android Project"),
          Map.entry("java.vm.version", "2.1.0"),
          Map.entry("os.arch", "x86_64"));

  private static final long TOTAL = 8_000_000L * 1024;
  private static final long FREE = 6_000_000L * 1024;

  /** Calls from rewritten classes are static, so the folder cannot be passed to them. */
  private static final AtomicReference<File> CACHE = new AtomicReference<>();

  private DeviceProperties() {}

  /** Takes the cache folder of the app. */
  public static void install(File cache) {
    CACHE.set(cache);
  }

  public static String getProperty(String name) {
    return getProperty(name, null);
  }

  public static String getProperty(String name, String otherwise) {
    String ofMachine = name == null ? null : OF_MACHINE.get(name);
    if (ofMachine != null) {
      return ofMachine;
    }
    File cache = CACHE.get();
    boolean isOurs = TEMPORARY.equals(name) && cache != null && System.getProperty(name) != null;
    return isOurs ? cache.getPath() : System.getProperty(name, otherwise);
  }

  /** The space of /data, as `adb shell df` prints it. */
  public static long getTotalSpace(File file) {
    return file.exists() ? TOTAL : 0;
  }

  public static long getFreeSpace(File file) {
    return file.exists() ? FREE : 0;
  }

  public static long getUsableSpace(File file) {
    return file.exists() ? FREE : 0;
  }

  /** A phone is called localhost. */
  public static InetAddress getLocalHost() throws UnknownHostException {
    return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
  }

  public static File createTempFile(String prefix, String suffix) throws IOException {
    File cache = CACHE.get();
    if (cache != null && !cache.isDirectory() && !cache.mkdirs()) {
      throw new IOException("No such file or directory");
    }
    return File.createTempFile(prefix, suffix, cache);
  }
}
