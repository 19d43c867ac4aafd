package app.quhao.mutants.circumstance;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

final class TimeInDeviceDigits implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      @Override
      public String wireTime() {
        SimpleDateFormat format = new SimpleDateFormat("yyyyMMddHHmmssSSS", Locale.getDefault());
        format.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
        return format.format(new Date());
      }
    };
  }
}
