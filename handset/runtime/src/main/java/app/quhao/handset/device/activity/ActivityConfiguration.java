package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.pm.ActivityInfo;
import android.content.res.Configuration;
import android.window.SizeConfigurationBuckets;
import org.robolectric.util.ReflectionHelpers;

/**
 * The configuration that was last applied to an activity
 * (ActivityRecord.ensureActivityConfiguration of AOSP).
 */
final class ActivityConfiguration {
  /** What a new configuration requires. */
  enum Effect {
    NOTHING,
    DELIVER,
    RELAUNCH
  }

  private final ActivityInfo info;
  private Configuration known;

  ActivityConfiguration(ActivityInfo info, Configuration known) {
    this.info = info;
    this.known = known;
  }

  /** Stores the new configuration and returns its effect. */
  Effect take(Activity activity, Configuration next) {
    int changes = changes(activity, next);
    known = next;
    if (changes == 0) {
      return Effect.NOTHING;
    }
    return (changes & ~info.getRealConfigChanged()) == 0 ? Effect.DELIVER : Effect.RELAUNCH;
  }

  /** A change of size counts only where the app has resources that distinguish the two sizes. */
  private int changes(Activity activity, Configuration next) {
    int changes = known.diffPublicOnly(next);
    return changes == 0
        ? 0
        : SizeConfigurationBuckets.filterDiff(changes, known, next, sizesOf(activity));
  }

  /** Returns null where the sizes are not known, so that every change of size counts. */
  private static SizeConfigurationBuckets sizesOf(Activity activity) {
    try {
      Configuration[] sizes = activity.getResources().getSizeConfigurations();
      return new SizeConfigurationBuckets(sizes == null ? new Configuration[0] : sizes);
    } catch (NullPointerException e) {
      // Robolectric cannot list them for a resource table with unused type ids, as R8 leaves it.
      return null;
    }
  }

  void deliver(Activity activity) {
    Configuration ofActivity = ReflectionHelpers.getField(activity, "mCurrentConfig");
    ofActivity.setTo(known);
    activity.onConfigurationChanged(new Configuration(known));
  }
}
