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
import org.robolectric.shadows.ShadowWebSettings;
import org.robolectric.util.ReflectionHelpers;

/**
 * Fills android.os.Build and the system properties with the values of `getprop`, and says how large
 * the device is and what its file types are.
 */
public final class DeviceIdentity {
  private static final int BLOCK_KIB = ShadowStatFs.BLOCK_SIZE / 1024;
  private static final int DATA_BLOCKS = 8_000_000 / BLOCK_KIB;
  private static final int FREE_BLOCKS = 6_000_000 / BLOCK_KIB;

  private DeviceIdentity() {}

  public static void apply(StartArguments arguments) {
    Map<String, String> properties = PropertyTable.of(arguments);
    properties.forEach(ShadowSystemProperties::override);
    fillBuild(properties);
    // The size of /data, as `adb shell df` prints it.
    ShadowStatFs.registerStats("/", DATA_BLOCKS, FREE_BLOCKS, FREE_BLOCKS);
    MimeMap.setDefaultSupplier(DefaultMimeMapFactory::create);
  }

  private static void fillBuild(Map<String, String> properties) {
    String abi = properties.get("ro.product.cpu.abi");
    ShadowBuild.setManufacturer(properties.get("ro.product.manufacturer"));
    ShadowBuild.setBrand(properties.get("ro.product.brand"));
    ShadowBuild.setModel(properties.get("ro.product.model"));
    ShadowBuild.setDevice(properties.get("ro.product.device"));
    ShadowBuild.setProduct(properties.get("ro.product.name"));
    ShadowBuild.setHardware(properties.get("ro.hardware"));
    ShadowBuild.setSerial(properties.get("ro.serialno"));
    ShadowBuild.setSupportedAbis(new String[] {abi});
    ShadowBuild.setSupported64BitAbis(new String[] {abi});
    ShadowBuild.setSupported32BitAbis(new String[0]);
    ReflectionHelpers.setStaticField(Build.class, "CPU_ABI", abi);
    ReflectionHelpers.setStaticField(Build.class, "CPU_ABI2", "");
    ShadowBuild.setBoard(properties.get("ro.product.device"));
    ReflectionHelpers.setStaticField(
        Build.class, "DISPLAY", properties.get("ro.build.display.id"));
    ShadowWebSettings.setDefaultUserAgent(userAgent(properties));
    ShadowBuild.setType(properties.get("ro.build.type"));
    ShadowBuild.setTags(properties.get("ro.build.tags"));
    ShadowBuild.setId(properties.get("ro.build.id"));
    ShadowBuild.setFingerprint(properties.get("ro.build.fingerprint"));
  }

  /** The form of a WebView's, which apps read for the model and the version. */
  private static String userAgent(Map<String, String> properties) {
    return "Mozilla/5.0 (Linux; Android "
        + properties.get("ro.build.version.release")
        + "; "
        + properties.get("ro.product.model")
        + " Build/"
        + properties.get("ro.build.id")
        + "; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile"
        + " Safari/537.36";
  }
}
