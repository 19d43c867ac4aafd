package app.quhao.handset.device.service;

import android.Manifest;
import android.app.MissingForegroundServiceTypeException;
import android.app.Notification;
import android.content.Context;
import android.content.pm.PackageManager;
import android.content.pm.ServiceInfo;
import android.os.Build;
import android.os.Process;
import java.util.Map;
import java.util.TreeMap;
import org.robolectric.RuntimeEnvironment;

/** When a service may go to the foreground (ActiveServices.setServiceForegroundInnerLocked). */
final class ForegroundRules {
  private static final String PREFIX = "android.permission.FOREGROUND_SERVICE_";

  /** The permission that a type requires since target 34, by the bit of ServiceInfo. */
  private static final Map<Integer, String> PERMISSIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_DATA_SYNC, "DATA_SYNC"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PLAYBACK, "MEDIA_PLAYBACK"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_PHONE_CALL, "PHONE_CALL"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_LOCATION, "LOCATION"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_CONNECTED_DEVICE, "CONNECTED_DEVICE"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION, "MEDIA_PROJECTION"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_CAMERA, "CAMERA"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_MICROPHONE, "MICROPHONE"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_HEALTH, "HEALTH"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_REMOTE_MESSAGING, "REMOTE_MESSAGING"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_SYSTEM_EXEMPTED, "SYSTEM_EXEMPTED"),
              Map.entry(ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE, "SPECIAL_USE")));

  private ForegroundRules() {}

  static void check(ServiceInfo info, Notification notification, int requested) {
    if (notification == null) {
      throw new IllegalArgumentException("null notification");
    }
    int target = info.applicationInfo.targetSdkVersion;
    if (target >= Build.VERSION_CODES.P && !holds(Manifest.permission.FOREGROUND_SERVICE)) {
      throw new SecurityException(
          "Permission Denial: startForeground from pid="
              + Process.myPid()
              + ", uid="
              + Process.myUid()
              + " requires "
              + Manifest.permission.FOREGROUND_SERVICE);
    }
    int declared = info.getForegroundServiceType();
    int type =
        requested == ServiceInfo.FOREGROUND_SERVICE_TYPE_MANIFEST ? declared : requested;
    if ((type & declared) != type) {
      throw new IllegalArgumentException(
          String.format(
              "foregroundServiceType 0x%08X is not a subset of foregroundServiceType attribute"
                  + " 0x%08X in service element of manifest file",
              type, declared));
    }
    if (target >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
      checkType(info, type);
    }
  }

  private static void checkType(ServiceInfo info, int type) {
    String caller = "callerApp=" + process(info) + " targetSDK=" + info.applicationInfo.targetSdkVersion;
    if (type == ServiceInfo.FOREGROUND_SERVICE_TYPE_NONE) {
      throw new MissingForegroundServiceTypeException("Starting FGS without a type  " + caller);
    }
    PERMISSIONS.forEach(
        (bit, name) -> {
          if ((type & bit) != 0 && !holds(PREFIX + name)) {
            throw new SecurityException(
                "Starting FGS with type "
                    + ServiceInfo.foregroundServiceTypeToLabel(bit)
                    + " "
                    + caller
                    + " requires permissions: all of the permissions allOf=true ["
                    + PREFIX
                    + name
                    + "] ");
          }
        });
  }

  private static String process(ServiceInfo info) {
    return "ProcessRecord{"
        + Process.myPid()
        + ":"
        + info.processName
        + "/u0a"
        + (Process.myUid() - Process.FIRST_APPLICATION_UID)
        + "}";
  }

  private static boolean holds(String permission) {
    Context context = RuntimeEnvironment.getApplication();
    return context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED;
  }
}
