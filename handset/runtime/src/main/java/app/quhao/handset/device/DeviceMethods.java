package app.quhao.handset.device;

import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.screen.Screen;
import java.util.Map;

/** The methods of handset/PROTOCOL.md section 1 in its order. */
final class DeviceMethods {
  private static final int TAP_MS = 30;

  private DeviceMethods() {}

  static Map<String, DeviceMethod> table(
      AppControl app, Screen screen, ConnectivityService connectivity) {
    return Map.ofEntries(
        Map.entry("radio", app::radio),
        Map.entry("permissions", app::permissions),
        Map.entry("settings", app::settings),
        Map.entry("launch", params -> app.launch()),
        Map.entry("startActivity", app::startActivity),
        Map.entry("instrument", app::instrument),
        Map.entry("startService", app::startService),
        Map.entry("stopService", app::stopService),
        Map.entry("restoreTask", app::restoreTask),
        Map.entry("restartServices", app::restartServices),
        Map.entry("startOwnService", app::startOwnService),
        Map.entry("stopOwnService", app::stopOwnService),
        Map.entry("receive", app::receive),
        Map.entry("broadcast", app::broadcast),
        Map.entry("job", app::job),
        Map.entry(
            "tap",
            params ->
                screen.tap(
                    params.integer("x"), params.integer("y"), params.integer("holdMs", TAP_MS))),
        Map.entry(
            "swipe",
            params ->
                screen.swipe(
                    params.integer("x1"),
                    params.integer("y1"),
                    params.integer("x2"),
                    params.integer("y2"),
                    params.integer("ms"))),
        Map.entry("key", params -> screen.key(params.integer("code"))),
        Map.entry("text", params -> screen.text(params.text("text"))),
        Map.entry("screencap", params -> screen.capture()),
        Map.entry("dump", params -> screen.dump()),
        Map.entry("activities", params -> screen.activities()),
        Map.entry("broadcasts", params -> app.broadcasts()),
        Map.entry("requests", params -> connectivity.describe()),
        Map.entry("memory", params -> app.memory()),
        Map.entry("stop", params -> app.stop()));
  }
}
