package app.quhao.handset.device.activity;

import android.app.Activity;
import android.content.ActivityNotFoundException;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageManager;
import android.content.pm.ResolveInfo;
import android.content.res.Resources;
import android.content.res.TypedArray;
import com.android.internal.R;
import org.robolectric.RuntimeEnvironment;

/** Looks up the package's activities in the package manager. */
final class ActivityResolver {
  private ActivityResolver() {}

  /**
   * Returns null where no activity of the package matches the intent. Other packages are not
   * searched.
   */
  static ActivityInfo resolve(Intent intent) {
    PackageManager packages = RuntimeEnvironment.getApplication().getPackageManager();
    ComponentName component = intent.getComponent();
    if (component != null) {
      try {
        return packages.getActivityInfo(component, 0);
      } catch (PackageManager.NameNotFoundException e) {
        return null;
      }
    }
    ResolveInfo resolved = packages.resolveActivity(intent, PackageManager.MATCH_DEFAULT_ONLY);
    boolean isOwn =
        resolved != null
            && resolved.activityInfo.packageName.equals(
                RuntimeEnvironment.getApplication().getPackageName());
    return isOwn ? resolved.activityInfo : null;
  }

  /** @throws ActivityNotFoundException if the package has no such activity */
  static ActivityInfo require(Intent intent) {
    ActivityInfo info = resolve(intent);
    if (info == null) {
      throw new ActivityNotFoundException(notFound(intent));
    }
    return info;
  }

  /** The texts of Instrumentation.checkStartActivityResult. */
  private static String notFound(Intent intent) {
    return intent.getComponent() == null
        ? "No Activity found to handle " + intent
        : "Unable to find explicit activity class "
            + intent.getComponent().toShortString()
            + "; have you declared this activity in your AndroidManifest.xml, or does your intent"
            + " not match its declared <intent-filter>?";
  }

  static Class<? extends Activity> classOf(ActivityInfo info) {
    String name = info.targetActivity != null ? info.targetActivity : info.name;
    try {
      return Class.forName(name).asSubclass(Activity.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The APK has no class for the activity " + name, e);
    }
  }

  /**
   * Reads the manifest's theme, as the window manager does. The activity below a translucent one
   * stays visible.
   */
  static boolean isTranslucent(ActivityInfo info) {
    Resources.Theme theme = RuntimeEnvironment.getApplication().getResources().newTheme();
    int target = info.applicationInfo.targetSdkVersion;
    theme.applyStyle(Resources.selectDefaultTheme(info.getThemeResource(), target), true);
    TypedArray window = theme.obtainStyledAttributes(R.styleable.Window);
    try {
      return ActivityInfo.isTranslucentOrFloating(window);
    } finally {
      window.recycle();
    }
  }
}
