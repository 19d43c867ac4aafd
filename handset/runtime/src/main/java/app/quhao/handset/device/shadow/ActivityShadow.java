package app.quhao.handset.device.shadow;

import android.app.Activity;
import android.content.ComponentName;
import android.content.pm.ActivityInfo;
import android.view.View;
import app.quhao.handset.device.Handset;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowActivity;
import org.robolectric.util.ReflectionHelpers;

/**
 * Connects an activity's requests to the activity stack. Robolectric's shadow only records them.
 */
@Implements(Activity.class)
public final class ActivityShadow extends ShadowActivity {
  private volatile boolean hasRequestedOrientation;

  @Implementation
  @Override
  protected void finish() {
    boolean already = realActivity.isFinishing();
    super.finish();
    if (!already) {
      Handset.current().services().activities().finished(realActivity);
    }
  }

  @Implementation
  @Override
  protected void finishAndRemoveTask() {
    Handset.current().services().activities().finishAll();
  }

  @Implementation
  @Override
  protected void finishAffinity() {
    Handset.current().services().activities().finishAll();
  }

  @Implementation
  protected boolean moveTaskToBack(boolean nonRoot) {
    Handset.current().services().activities().moveToBack();
    return true;
  }

  @Implementation
  @Override
  protected void recreate() {
    Handset.current().services().activities().recreate(realActivity);
  }

  @Implementation
  @Override
  protected void setRequestedOrientation(int orientation) {
    super.setRequestedOrientation(orientation);
    hasRequestedOrientation = true;
    Handset.current().services().activities().requestOrientation(realActivity, orientation);
  }

  /** Returns the manifest's value until the app requests an orientation. */
  @Implementation
  @Override
  protected int getRequestedOrientation() {
    if (hasRequestedOrientation) {
      return super.getRequestedOrientation();
    }
    ActivityInfo info = ReflectionHelpers.getField(realActivity, "mActivityInfo");
    return info.screenOrientation;
  }

  @Implementation
  @Override
  protected View getCurrentFocus() {
    return realActivity.getWindow() == null ? null : realActivity.getWindow().getCurrentFocus();
  }

  @Implementation
  @Override
  protected void requestPermissions(String[] permissions, int requestCode) {
    answerPermissions(permissions, requestCode);
  }

  @Implementation
  @Override
  protected void requestPermissions(String[] permissions, int requestCode, int deviceId) {
    answerPermissions(permissions, requestCode);
  }

  /** Answers without a dialog, with the permissions that `pm grant` and `pm revoke` have set. */
  private void answerPermissions(String[] permissions, int requestCode) {
    int[] results = new int[permissions.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = realActivity.checkSelfPermission(permissions[i]);
    }
    Handset.current()
        .services()
        .mainThread()
        .handler()
        .post(() -> realActivity.onRequestPermissionsResult(requestCode, permissions, results));
  }

  @Implementation
  @Override
  protected ComponentName getCallingActivity() {
    return Handset.current().services().activities().callingActivity(realActivity);
  }

  @Implementation
  @Override
  protected String getCallingPackage() {
    ComponentName caller = getCallingActivity();
    return caller == null ? null : caller.getPackageName();
  }
}
