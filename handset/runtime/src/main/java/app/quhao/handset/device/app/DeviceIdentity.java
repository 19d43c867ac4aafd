package app.quhao.handset.device.app;

import app.quhao.handset.host.StartArguments;
import org.robolectric.shadows.ShadowBuild;

/** android.os.Build; `getprop` of the shell says the same. */
public final class DeviceIdentity {
  private static final String MAKER = "Quhao";

  private DeviceIdentity() {}

  public static void apply(StartArguments arguments) {
    ShadowBuild.setManufacturer(MAKER);
    ShadowBuild.setBrand(MAKER.toLowerCase(java.util.Locale.ROOT));
    ShadowBuild.setModel(arguments.model());
    ShadowBuild.setDevice("handset");
    ShadowBuild.setProduct("handset");
    ShadowBuild.setHardware("handset");
    ShadowBuild.setSerial(arguments.serial());
    ShadowBuild.setType("user");
    ShadowBuild.setTags("release-keys");
  }
}
