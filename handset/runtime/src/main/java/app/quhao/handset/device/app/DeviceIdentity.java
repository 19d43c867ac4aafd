package app.quhao.handset.device.app;

import android.content.type.DefaultMimeMapFactory;
import android.os.Build;
import app.quhao.handset.host.PropertyTable;
import app.quhao.handset.host.StartArguments;
import java.util.Map;
import libcore.content.type.MimeMap;
import org.robolectric.shadows.ShadowBuild;
import org.robolectric.shadows.ShadowStatFs;
import org.robolectric.shadows.ShadowSystemProperties;
import org.robolectric.util.ReflectionHelpers;

/**
 * Fills android.os.Build and the system properties with the values of `getprop`, and says how large
 * the device is and what its file types are.
 */
public final class DeviceIdentity {
  private static final String NAME = "quhao";

  /** That of `getprop ro.product.cpu.abi`. */
  private static final String ABI = "x86_64";

  private static final int BLOCK_KIB = ShadowStatFs.BLOCK_SIZE / 1024;
  private static final int DATA_BLOCKS = 8_000_000 / BLOCK_KIB;
  private static final int FREE_BLOCKS = 6_000_000 / BLOCK_KIB;
  private static final Map<Integer, String> RELEASES = Map.of(34, "14", 35, "15");

  private DeviceIdentity() {}

  public static void apply(StartArguments arguments) {
    int api = arguments.api();
    PropertyTable.of(arguments).forEach(ShadowSystemProperties::override);
    // The size of /data, as `adb shell df` prints it.
    ShadowStatFs.registerStats("/", DATA_BLOCKS, FREE_BLOCKS, FREE_BLOCKS);
    MimeMap.setDefaultSupplier(DefaultMimeMapFactory::create);
    ShadowBuild.setManufacturer(NAME);
    ShadowBuild.setBrand(NAME);
    ShadowBuild.setModel(arguments.model());
    ShadowBuild.setDevice(NAME);
    ShadowBuild.setProduct(NAME);
    ShadowBuild.setHardware(NAME);
    ShadowBuild.setSerial(arguments.serial());
    ShadowBuild.setSupportedAbis(new String[] {ABI});
    ShadowBuild.setSupported64BitAbis(new String[] {ABI});
    ShadowBuild.setSupported32BitAbis(new String[0]);
    ReflectionHelpers.setStaticField(Build.class, "CPU_ABI", ABI);
    ReflectionHelpers.setStaticField(Build.class, "CPU_ABI2", "");
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
