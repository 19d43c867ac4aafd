package app.quhao.handset.device;

import android.os.Bundle;
import app.quhao.handset.device.screen.Screen;
import app.quhao.handset.host.radio.RadioState;
import java.util.Map;
import java.util.concurrent.Callable;

/** handset/PROTOCOL.md section 1, in its order. */
final class DeviceMethods {
  private DeviceMethods() {}

  static Map<String, DeviceMethod> table(
      DeviceServices services, Screen screen, Callable<Map<String, Object>> launch) {
    AppControl app = new AppControl(services);
    return Map.ofEntries(
        Map.entry("radio", params -> app.radio(RadioState.parse(params.values()))),
        Map.entry("launch", params -> launch.call()),
        Map.entry("startActivity", app::startActivity),
        Map.entry("instrument", app::instrument),
        Map.entry("tap", params -> screen.tap(params.integer("x"), params.integer("y"), params.integer("holdMs", 30))),
        Map.entry("screencap", params -> screen.capture()),
        Map.entry("activities", params -> services.mainThread().call(services.activities()::describe)),
        Map.entry("requests", params -> services.connectivity().describe()));
  }
}
