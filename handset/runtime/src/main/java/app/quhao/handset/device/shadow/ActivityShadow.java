package app.quhao.handset.device.shadow;

import android.app.Activity;
import android.view.View;
import app.quhao.handset.device.Handset;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowActivity;

/** finish() takes the activity off the stack; Robolectric's only notes that it was called. */
@Implements(Activity.class)
public final class ActivityShadow extends ShadowActivity {
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

  /** No dialog: the answer is what `pm grant` and `pm revoke` have left. */
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
}
