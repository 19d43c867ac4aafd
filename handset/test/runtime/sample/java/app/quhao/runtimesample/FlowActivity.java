package app.quhao.runtimesample;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;

/** Logs every callback of its life. The extra `next` starts another activity for a result. */
public class FlowActivity extends Activity {
  private static final int REQUEST = 3;

  private int uses;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    uses = state == null ? 1 : state.getInt("uses") + 1;
    say("onCreate " + uses + " " + getReferrer() + " " + getCallingActivity());
    if (getIntent().hasExtra("next")) {
      startActivityForResult(new Intent(this, FlowTopActivity.class), REQUEST);
    }
  }

  private void say(String text) {
    Answer.log(getClass().getSimpleName(), () -> text);
  }

  @Override
  protected void onSaveInstanceState(Bundle state) {
    super.onSaveInstanceState(state);
    state.putInt("uses", uses);
  }

  @Override
  protected void onActivityResult(int request, int result, Intent data) {
    say("onActivityResult " + request + " " + result);
  }

  @Override
  protected void onNewIntent(Intent intent) {
    say("onNewIntent " + intent.getStringExtra("say"));
    if ("end".equals(intent.getStringExtra("say"))) {
      setResult(7);
      finish();
    }
  }

  @Override
  protected void onStart() {
    super.onStart();
    say("onStart");
  }

  @Override
  protected void onRestart() {
    super.onRestart();
    say("onRestart");
  }

  @Override
  protected void onResume() {
    super.onResume();
    say("onResume");
  }

  @Override
  protected void onUserLeaveHint() {
    say("onUserLeaveHint");
  }

  @Override
  protected void onPause() {
    super.onPause();
    say("onPause");
  }

  @Override
  protected void onStop() {
    super.onStop();
    say("onStop");
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    say("onDestroy");
  }
}
