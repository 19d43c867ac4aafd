package app.quhao.runtimesample;

import android.app.Application;
import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.content.BroadcastReceiver;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.content.ServiceConnection;
import android.net.Uri;
import android.os.Bundle;
import android.os.IBinder;

/** Calls components of another process of the package. */
public final class ProcessesActivity extends ButtonActivity {
  private static final ServiceConnection CONNECTION =
      new ServiceConnection() {
        @Override
        public void onServiceConnected(ComponentName name, IBinder binder) {
          Answer.log("connected", () -> name);
        }

        @Override
        public void onServiceDisconnected(ComponentName name) {
          Answer.log("disconnected", () -> name);
        }
      };

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("activity", Application::getProcessName);
    registerReceiver(
        new BroadcastReceiver() {
          @Override
          public void onReceive(Context context, Intent intent) {
            Answer.log("heard", () -> intent.getStringExtra("from"));
          }
        },
        new IntentFilter("sample.FROM_OTHER"),
        Context.RECEIVER_NOT_EXPORTED);
    Intent service = new Intent(this, OtherService.class);
    button("Start", () -> Answer.log("start", () -> startService(service.putExtra("do", "this"))));
    button("Stop", () -> Answer.log("stop", () -> stopService(service)));
    button("Die", () -> startService(new Intent(service).putExtra("do", "die")));
    button("Bind", () -> Answer.log("bind", () -> bindService(service, CONNECTION, BIND_AUTO_CREATE)));
    button("Open", () -> Answer.log("open", this::open));
    button("Query", () -> Answer.log("query", this::query));
    button("Broadcast", () -> sendBroadcast(new Intent(this, OtherReceiver.class)));
    button("Schedule", () -> Answer.log("schedule", this::schedule));
  }

  private Object open() {
    startActivity(new Intent(this, OtherActivity.class));
    return null;
  }

  private Object query() {
    return getContentResolver()
        .query(Uri.parse("content://app.quhao.runtimesample.other/x"), null, null, null, null);
  }

  private int schedule() {
    ComponentName service = new ComponentName(this, OtherJob.class);
    return getSystemService(JobScheduler.class).schedule(new JobInfo.Builder(9, service).build());
  }
}
