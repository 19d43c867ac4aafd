package app.quhao.runtimesample;

import android.app.AlertDialog;
import android.content.Intent;
import android.os.Bundle;
import android.util.Log;
import android.widget.Button;
import android.widget.LinearLayout;
import android.widget.PopupWindow;
import android.widget.TextView;

/** Opens dialogs and popups, and leaves them open. */
public final class DialogActivity extends ButtonActivity {
  private Button anchor;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    button("Consent", () -> consent().show());
    button("Firm consent", () -> consent().setCancelable(false).show());
    anchor = button("Popup", this::popup);
  }

  private AlertDialog.Builder consent() {
    return new AlertDialog.Builder(this)
        .setTitle("Terms")
        .setMessage("Do you agree?")
        .setPositiveButton("Agree", (dialog, which) -> anchor.setText("Agreed"))
        .setNegativeButton("Leave", (dialog, which) -> finishUnderADialog())
        .setNeutralButton("Go on", (dialog, which) -> goOnUnderADialog())
        .setOnCancelListener(dialog -> anchor.setText("Cancelled"));
  }

  private void finishUnderADialog() {
    new AlertDialog.Builder(this).setMessage("Left behind").show();
    finish();
  }

  private void goOnUnderADialog() {
    new AlertDialog.Builder(this).setMessage("Waiting below").show();
    startActivity(new Intent(this, MainActivity.class));
  }

  private void popup() {
    LinearLayout content = new LinearLayout(this);
    TextView text = new TextView(this);
    text.setText("In the popup");
    text.setOnClickListener(view -> Log.i("sample", "popup tapped"));
    content.addView(text);
    PopupWindow popup = new PopupWindow(content, 400, 200);
    popup.setOutsideTouchable(true);
    popup.setOnDismissListener(() -> Log.i("sample", "popup dismissed"));
    popup.showAsDropDown(anchor);
  }
}
