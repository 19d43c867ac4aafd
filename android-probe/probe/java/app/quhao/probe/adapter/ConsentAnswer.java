package app.quhao.probe.adapter;

import android.app.AlertDialog;
import android.content.Context;
import app.quhao.probe.R;
import app.quhao.probe.server.ProbeError;
import com.cmic.gen.sdk.view.AuthLoginCallBack;
import com.cmic.gen.sdk.view.GenAuthLoginListener;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The app's answer where the button is pressed with the terms unchecked. */
final class ConsentAnswer implements GenAuthLoginListener {
  /** At once true, at once false, after a dialog, never. */
  private static final List<String> WAYS =
      Collections.unmodifiableList(Arrays.asList("agree", "refuse", "dialog", "silent"));

  private final String way;
  private final ThemeRecorder recorder;

  ConsentAnswer(String way, ThemeRecorder recorder) throws ProbeError {
    if (!WAYS.contains(way)) {
      throw ProbeError.badRequest("a consent listener answers by one of " + WAYS + ", not " + way);
    }
    this.way = way;
    this.recorder = recorder;
  }

  @Override
  public void onAuthLoginListener(Context context, AuthLoginCallBack answer) {
    recorder.record("onAuthLoginListener", null);
    if (way.equals("dialog")) {
      ask(context, answer);
    } else if (!way.equals("silent")) {
      answer.onAuthLoginCallBack(way.equals("agree"));
    }
  }

  private static void ask(Context context, AuthLoginCallBack answer) {
    new AlertDialog.Builder(context)
        .setMessage(R.string.consent_question)
        .setPositiveButton(
            R.string.consent_agree, (dialog, which) -> answer.onAuthLoginCallBack(true))
        .setNegativeButton(
            R.string.consent_refuse, (dialog, which) -> answer.onAuthLoginCallBack(false))
        .show();
  }
}
