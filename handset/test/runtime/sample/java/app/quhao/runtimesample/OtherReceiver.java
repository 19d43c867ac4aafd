package app.quhao.runtimesample;

import android.app.Application;
import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

/** Receives in another process. */
public final class OtherReceiver extends BroadcastReceiver {
  @Override
  public void onReceive(Context context, Intent intent) {
    Answer.log("other receiver", () -> Application.getProcessName() + " " + intent.getAction());
  }
}
