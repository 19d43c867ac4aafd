package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;

final class DataSwitchReadOnce implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      private Boolean isOn;

      @Override
      public synchronized boolean isMobileDataOn() {
        if (isOn == null) {
          isOn = super.isMobileDataOn();
        }
        return isOn;
      }
    };
  }
}
