package app.quhao.handset.host;

import java.util.Map;
import java.util.TreeMap;

/**
 * The system properties that never change, as `adb shell getprop` prints them
 * (handset/src/shell/services/properties).
 */
public final class PropertyTable {
  private static final String NAME = "quhao";
  private static final String ABI = "x86_64";

  private PropertyTable() {}

  /** Sorted by name. */
  public static Map<String, String> of(StartArguments arguments) {
    String api = String.valueOf(arguments.api());
    String release = String.valueOf(arguments.api() - 20);
    String id = "QUHAO." + api;
    Map<String, String> table = new TreeMap<>();
    table.put("dalvik.vm.heapgrowthlimit", "256m");
    table.put("dalvik.vm.heapsize", "512m");
    table.put("dev.bootcomplete", "1");
    table.put("init.svc.adbd", "running");
    table.put("init.svc.bootanim", "stopped");
    table.put("persist.sys.locale", "zh-CN");
    table.put("ro.build.characteristics", "default");
    table.put("ro.build.display.id", NAME + "-" + api);
    table.put(
        "ro.build.fingerprint",
        String.join("/", NAME, NAME, NAME + ":" + release, id, "1:user", "test-keys"));
    table.put("ro.build.id", id);
    table.put("ro.build.tags", "test-keys");
    table.put("ro.build.type", "user");
    table.put("ro.build.version.codename", "REL");
    table.put("ro.build.version.release", release);
    table.put("ro.build.version.sdk", api);
    table.put("ro.debuggable", "0");
    table.put("ro.hardware", NAME);
    table.put("ro.product.brand", NAME);
    table.put("ro.product.cpu.abi", ABI);
    table.put("ro.product.cpu.abilist", ABI);
    table.put("ro.product.device", NAME);
    table.put("ro.product.manufacturer", NAME);
    table.put("ro.product.model", arguments.model());
    table.put("ro.product.name", NAME);
    table.put("ro.secure", "1");
    table.put("ro.serialno", arguments.serial());
    table.put("ro.sf.lcd_density", "320");
    table.put("sys.boot_completed", "1");
    return table;
  }
}
