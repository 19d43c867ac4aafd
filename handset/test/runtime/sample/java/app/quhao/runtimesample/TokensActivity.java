package app.quhao.runtimesample;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.Context;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import android.os.Handler;
import android.view.View;
import android.view.WindowManager;
import android.view.WindowManager.LayoutParams;
import android.widget.PopupWindow;
import java.io.File;

/** Opens windows with and without the token of an activity, and starts what cannot be started. */
public final class TokensActivity extends Activity {
  private static Activity ended;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    setContentView(new View(this));
    Answer.log("refresh rate", () -> getDisplay().getRefreshRate());
    Answer.log("dialog of the application", () -> dialog(getApplicationContext()));
    Answer.log("overlay", () -> window(LayoutParams.TYPE_APPLICATION_OVERLAY));
    Answer.log("alert", () -> window(LayoutParams.TYPE_SYSTEM_ALERT));
    Answer.log("popup too early", this::popup);
    Answer.log("no action", () -> start(new Intent("none.such")));
    Answer.log("no class", () -> start(new Intent().setClassName(this, "none.Such")));
    Answer.log(
        "file",
        () ->
            start(
                new Intent(Intent.ACTION_VIEW)
                    .setDataAndType(Uri.fromFile(new File(getFilesDir(), "a")), "text/plain")));
    if (ended == null) {
      ended = this;
      startActivity(new Intent(this, TokensActivity.class));
      finish();
    } else {
      new Handler().postDelayed(this::later, 300);
    }
  }

  private void later() {
    Answer.log("dialog", () -> dialog(this));
    Answer.log("popup", this::popup);
    waitForEnd();
  }

  private void waitForEnd() {
    if (!ended.isDestroyed()) {
      new Handler().postDelayed(this::waitForEnd, 50);
      return;
    }
    Answer.log("dialog of an activity that has ended", () -> dialog(ended));
    Answer.log("done", () -> true);
  }

  private static Object dialog(Context context) {
    AlertDialog dialog = new AlertDialog.Builder(context).setMessage("asks").show();
    dialog.dismiss();
    return "shown";
  }

  private Object popup() {
    PopupWindow popup = new PopupWindow(new View(this), 10, 10);
    popup.showAtLocation(getWindow().getDecorView(), 0, 0, 0);
    popup.dismiss();
    return "shown";
  }

  private Object window(int type) {
    WindowManager windows = (WindowManager) getApplicationContext().getSystemService(WINDOW_SERVICE);
    windows.addView(new View(this), new LayoutParams(10, 10, type, 0, -3));
    return "shown";
  }

  private Object start(Intent intent) {
    startActivity(intent);
    return "started";
  }
}
