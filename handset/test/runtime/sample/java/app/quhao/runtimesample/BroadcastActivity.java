package app.quhao.runtimesample;

import android.app.Activity;
import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.os.BatteryManager;
import android.os.Bundle;
import android.os.Handler;
import android.os.Looper;

/** Registers receivers in all ways, and sends broadcasts to them. */
public final class BroadcastActivity extends Activity {
  private static final int DELAY = 50;

  private final BroadcastReceiver lost = new Named("lost");

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    refusals();
    Answer.log("battery", this::battery);
    registerReceiver(new Named("low"), ordered(-10), RECEIVER_EXPORTED);
    registerReceiver(new Named("high"), ordered(10), RECEIVER_EXPORTED);
    registerReceiver(new Named("later"), ordered(2), RECEIVER_EXPORTED);
    registerReceiver(new Named("hidden"), new IntentFilter("sample.SHELL"), RECEIVER_NOT_EXPORTED);
    registerReceiver(new Named("open"), new IntentFilter("sample.SHELL"), RECEIVER_EXPORTED);
    registerReceiver(lost, new IntentFilter("sample.SHELL"), RECEIVER_EXPORTED);
    unregisterReceiver(lost);
    Intent intent = new Intent("sample.ORDERED").setPackage(getPackageName());
    sendOrderedBroadcast(
        intent.putExtra("abort", false), null, new Named("final"), null, 7, "begin", null);
    sendOrderedBroadcast(
        new Intent(intent).putExtra("abort", true),
        null,
        new Named("final"),
        new Handler(Looper.getMainLooper()),
        7,
        "begin",
        null);
    sendBroadcast(new Intent("sample.ORDERED"));
    sendBroadcast(new Intent("sample.SHELL"), "sample.permission.NOBODY");
  }

  private void refusals() {
    IntentFilter own = new IntentFilter("sample.OWN");
    Answer.log("no flag", () -> registerReceiver(lost, own));
    Answer.log("both flags", () -> registerReceiver(lost, own, 6));
    Answer.log(
        "of the system", () -> registerReceiver(lost, new IntentFilter(Intent.ACTION_TIME_TICK)));
    Answer.log("unknown", () -> gone(new Named("unknown")));
    Answer.log("protected", () -> sent(new Intent(Intent.ACTION_BOOT_COMPLETED)));
    Answer.log("sticky", () -> stuck(new Intent("sample.STICKY")));
  }

  private Object gone(BroadcastReceiver receiver) {
    unregisterReceiver(receiver);
    return "gone";
  }

  private Object sent(Intent intent) {
    sendBroadcast(intent);
    return "sent";
  }

  private Object stuck(Intent intent) {
    sendStickyBroadcast(intent);
    return "stuck";
  }

  private Object battery() {
    Intent battery = registerReceiver(null, new IntentFilter(Intent.ACTION_BATTERY_CHANGED));
    return battery.getIntExtra(BatteryManager.EXTRA_LEVEL, -1);
  }

  private static IntentFilter ordered(int priority) {
    IntentFilter filter = new IntentFilter("sample.ORDERED");
    filter.setPriority(priority);
    return filter;
  }

  private static final class Named extends BroadcastReceiver {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void onReceive(Context context, Intent intent) {
      boolean isOrdered = isOrderedBroadcast();
      Answer.log(
          name,
          () ->
              intent.getAction()
                  + (isOrdered ? " " + getResultCode() + " " + getResultData() : " unordered"));
      if (!isOrdered) {
        return;
      }
      if (name.equals("later")) {
        PendingResult pending = goAsync();
        new Handler(Looper.getMainLooper()).postDelayed(() -> finish(pending), DELAY);
        return;
      }
      setResult(getResultCode() + 1, getResultData() + " " + name, null);
      if (name.equals("high") && intent.getBooleanExtra("abort", false)) {
        abortBroadcast();
      }
    }

    private void finish(PendingResult pending) {
      pending.setResultData(pending.getResultData() + " " + name);
      pending.finish();
    }
  }
}
