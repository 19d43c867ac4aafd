package app.quhao.probe;

import android.app.Activity;
import android.os.Bundle;
import app.quhao.probe.screen.ProbeScreen;

/** What a person sees who opens the probe: the device, the SDK's calls, and what came of them. */
public final class ProbeActivity extends Activity {
  private ProbeScreen screen;

  @Override
  protected void onCreate(Bundle savedState) {
    super.onCreate(savedState);
    screen = new ProbeScreen(this);
    setContentView(screen.root());
  }

  @Override
  protected void onResume() {
    super.onResume();
    screen.start();
  }

  @Override
  protected void onPause() {
    screen.stop();
    super.onPause();
  }
}
