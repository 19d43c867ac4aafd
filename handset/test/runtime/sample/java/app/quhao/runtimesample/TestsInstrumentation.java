package app.quhao.runtimesample;

import android.app.Instrumentation;
import android.content.Context;
import android.os.Bundle;
import android.os.Looper;

/** Runs from a package of its own in the process of the sample. */
public final class TestsInstrumentation extends Instrumentation {
  @Override
  public void onCreate(Bundle arguments) {
    start();
  }

  @Override
  public void onStart() {
    Bundle result = new Bundle();
    result.putString("context", getContext().getPackageName());
    result.putString("target", getTargetContext().getPackageName());
    result.putString("label", labelOf(getContext()));
    result.putString("target label", labelOf(getTargetContext()));
    result.putString("apk", getContext().getPackageCodePath());
    result.putString("main thread", String.valueOf(Looper.getMainLooper().getThread().getName()));
    finish(-1, result);
  }

  private static String labelOf(Context context) {
    return context.getApplicationInfo().loadLabel(context.getPackageManager()).toString();
  }
}
