package app.quhao.handset.device.shadow;

import android.os.BatteryManager;
import java.util.Map;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** A full battery on a charger. */
@Implements(BatteryManager.class)
public final class BatteryManagerShadow {
  /** By property: percent, microampere-hours, microamperes. */
  private static final Map<Integer, Integer> VALUES =
      Map.of(
          BatteryManager.BATTERY_PROPERTY_CAPACITY, 100,
          BatteryManager.BATTERY_PROPERTY_STATUS, BatteryManager.BATTERY_STATUS_FULL,
          BatteryManager.BATTERY_PROPERTY_CHARGE_COUNTER, 3_000_000,
          BatteryManager.BATTERY_PROPERTY_CURRENT_NOW, 0,
          BatteryManager.BATTERY_PROPERTY_CURRENT_AVERAGE, 0);

  @Implementation
  protected int getIntProperty(int id) {
    return VALUES.getOrDefault(id, Integer.MIN_VALUE);
  }

  @Implementation
  protected long getLongProperty(int id) {
    int value = getIntProperty(id);
    return value == Integer.MIN_VALUE ? Long.MIN_VALUE : value;
  }

  @Implementation
  protected boolean isCharging() {
    return true;
  }

  /** Zero: the battery is full. */
  @Implementation
  protected long computeChargeTimeRemaining() {
    return 0;
  }
}
