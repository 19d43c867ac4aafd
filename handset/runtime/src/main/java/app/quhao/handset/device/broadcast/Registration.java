package app.quhao.handset.device.broadcast;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.os.Handler;
import java.util.Comparator;
import java.util.List;

/**
 * A receiver with its filters: of the manifest, or registered by the app.
 *
 * @param receiver null for one of the manifest, which is made for each broadcast
 * @param className of one of the manifest, else null
 * @param permission what a sender must hold, or null
 * @param handler null for the main thread
 */
record Registration(
    Context context,
    BroadcastReceiver receiver,
    String className,
    List<IntentFilter> filters,
    String permission,
    Handler handler,
    boolean isExported) {
  /** The order of an ordered broadcast. A registered receiver goes before one of the manifest. */
  static Comparator<Registration> orderFor(Intent intent) {
    return Comparator.<Registration>comparingInt(each -> -each.priorityFor(intent))
        .thenComparing(Registration::isOfManifest);
  }

  boolean isOfManifest() {
    return className != null;
  }

  boolean isOf(Context other, BroadcastReceiver object) {
    return receiver == object && context == other;
  }

  /** An explicit intent reaches the class that it names, whatever its filters. */
  boolean matches(Intent intent) {
    if (intent.getComponent() != null) {
      return intent.getComponent().getClassName().equals(className);
    }
    return filters.stream().anyMatch(filter -> matches(filter, intent));
  }

  static boolean matches(IntentFilter filter, Intent intent) {
    return filter.match(
            intent.getAction(),
            intent.getType(),
            intent.getScheme(),
            intent.getData(),
            intent.getCategories(),
            "BroadcastQueue")
        >= 0;
  }

  private int priorityFor(Intent intent) {
    return filters.stream()
        .filter(filter -> matches(filter, intent))
        .mapToInt(IntentFilter::getPriority)
        .max()
        .orElse(0);
  }

  String name(String packageName) {
    return isOfManifest()
        ? packageName + "/" + className
        : "registered receiver " + receiver.getClass().getName();
  }
}
