package app.quhao.runtimesample;

import android.app.ActivityManager;
import android.app.Application;
import android.app.Service;
import android.content.Intent;
import android.os.IBinder;
import android.os.Process;
import java.util.stream.Collectors;

/** Runs in a process of its own and says so. */
public final class OtherService extends Service {
  private static int created;

  @Override
  public void onCreate() {
    created++;
    Answer.log("other service", () -> "created " + created + " in " + Application.getProcessName());
    Answer.log(
        "other processes",
        () ->
            getSystemService(ActivityManager.class).getRunningAppProcesses().stream()
                .map(each -> each.processName + " " + (each.pid == Process.myPid()))
                .collect(Collectors.toList()));
  }

  @Override
  public int onStartCommand(Intent intent, int flags, int startId) {
    String work = intent == null ? null : intent.getStringExtra("do");
    Answer.log("other service", () -> "start " + work);
    if ("die".equals(work)) {
      Process.killProcess(Process.myPid());
    }
    sendBroadcast(
        new Intent("sample.FROM_OTHER")
            .setPackage(getPackageName())
            .putExtra("from", Application.getProcessName()));
    return START_STICKY;
  }

  @Override
  public void onDestroy() {
    Answer.log("other service", () -> "destroyed");
  }

  @Override
  public IBinder onBind(Intent intent) {
    return null;
  }
}
