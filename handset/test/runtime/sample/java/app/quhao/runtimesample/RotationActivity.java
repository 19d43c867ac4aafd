package app.quhao.runtimesample;

import android.app.AlertDialog;
import android.app.UiModeManager;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.res.Configuration;
import android.content.res.Resources;
import android.os.Bundle;
import android.util.Log;
import android.widget.EditText;

/** Logs its life, and keeps a count and a text through a relaunch. */
public class RotationActivity extends ButtonActivity {
  private int relaunches;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    relaunches = state == null ? 0 : state.getInt("relaunches") + 1;
    log("created " + relaunches + " " + getLastNonConfigurationInstance());
    EditText text = new EditText(this);
    text.setId(android.R.id.text1);
    column().addView(text);
    button("Landscape", () -> setRequestedOrientation(ActivityInfo.SCREEN_ORIENTATION_LANDSCAPE));
    button("Own", () -> startActivity(new Intent(this, LandscapeActivity.class)));
    button("Ask", () -> new AlertDialog.Builder(this).setMessage("Turn me").show());
    button("Again", this::recreate);
  }

  @Override
  public Object onRetainNonConfigurationInstance() {
    return "kept";
  }

  @Override
  protected void onSaveInstanceState(Bundle state) {
    super.onSaveInstanceState(state);
    state.putInt("relaunches", relaunches);
  }

  @Override
  protected void onRestoreInstanceState(Bundle state) {
    super.onRestoreInstanceState(state);
    log("restored");
  }

  @Override
  protected void onResume() {
    super.onResume();
    log("resumed " + shape());
    if (isDark(getResources())) {
      int shade = getResources().getIdentifier("shade", "string", getPackageName());
      log(getString(shade) + " " + isDark(getApplicationContext().getResources()) + " " + mode());
    }
  }

  private static boolean isDark(Resources resources) {
    return (resources.getConfiguration().uiMode & Configuration.UI_MODE_NIGHT_MASK)
        == Configuration.UI_MODE_NIGHT_YES;
  }

  private int mode() {
    return getSystemService(UiModeManager.class).getNightMode();
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    log("destroyed, changing " + isChangingConfigurations());
  }

  @Override
  public void onConfigurationChanged(Configuration configuration) {
    super.onConfigurationChanged(configuration);
    log("changed " + configuration.orientation + " " + shape());
  }

  private String shape() {
    Configuration configuration = getResources().getConfiguration();
    return configuration.screenWidthDp
        + "x"
        + configuration.screenHeightDp
        + " "
        + getResources().getDisplayMetrics().widthPixels
        + " "
        + getWindowManager().getCurrentWindowMetrics().getBounds().width()
        + " "
        + getWindowManager().getDefaultDisplay().getRotation();
  }

  private void log(String what) {
    Log.i("sample", getClass().getSimpleName() + " " + what);
  }
}
