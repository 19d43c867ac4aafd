package app.quhao.runtimesample;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

/** Logs what it gets, and adds its name to the result of an ordered broadcast. */
public class ManifestReceiver extends BroadcastReceiver {
  @Override
  public void onReceive(Context context, Intent intent) {
    String name = getClass().getSimpleName();
    Answer.log(name, () -> intent.getAction() + " " + isOrderedBroadcast());
    Answer.log(name + " binds", () -> context.registerReceiver(new ManifestReceiver(), null));
    if (isOrderedBroadcast()) {
      setResultData(getResultData() + " manifest");
    }
  }
}
