package app.quhao.handset.device.app;

import app.quhao.handset.host.StartArguments;
import java.util.Map;
import org.robolectric.shadows.ShadowBuild;

/** Fills android.os.Build with the values of `getprop`. */
public final class DeviceIdentity {
  private static final String NAME = "quhao";
  private static final Map<Integer, String> RELEASES = Map.of(34, "14", 35, "15");

  private DeviceIdentity() {}

  public static void apply(StartArguments arguments) {
    int api = arguments.api();
    ShadowBuild.setManufacturer(NAME);
    ShadowBuild.setBrand(NAME);
    ShadowBuild.setModel(arguments.model());
    ShadowBuild.setDevice(NAME);
    ShadowBuild.setProduct(NAME);
    ShadowBuild.setHardware(NAME);
    ShadowBuild.setSerial(arguments.serial());
    ShadowBuild.setType("user");
    ShadowBuild.setTags("test-keys");
    ShadowBuild.setId("QUHAO." + api);
    ShadowBuild.setFingerprint(
        NAME
            + "/"
            + NAME
            + "/"
            + NAME
            + ":"
            + RELEASES.get(api)
            + "/QUHAO."
            + api
            + "/1:user/test-keys");
  }
}
