package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/** Requests have the time in another form. */
final class WireTimeIn implements Parts {
  private final String pattern;

  /** Null for the device's own. */
  private final String zone;

  WireTimeIn(String pattern, String zone) {
    this.pattern = pattern;
    this.zone = zone;
  }

  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      @Override
      public String wireTime() {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.US);
        format.setTimeZone(zone == null ? TimeZone.getDefault() : TimeZone.getTimeZone(zone));
        return format.format(new Date());
      }
    };
  }
}
