package app.quhao.runtimesample;

import android.app.Activity;
import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.app.job.JobWorkItem;
import android.content.ComponentName;
import android.content.Intent;
import android.os.Bundle;
import android.os.PersistableBundle;

/** Schedules jobs: at once, later, with a network, with work, and some that cannot be. */
public final class JobActivity extends Activity {
  private static final long SOON = 300;
  private static final long DAY = 24 * 60 * 60 * 1000L;

  private JobScheduler jobs;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    jobs = getSystemService(JobScheduler.class);
    Answer.log(
        "no service",
        () -> jobs.schedule(new JobInfo.Builder(90, new ComponentName(this, "x")).build()));
    Answer.log("no permission", () -> jobs.schedule(of(91, "", WorkService.class).build()));
    Answer.log("persisted", () -> jobs.schedule(of(92, "").setPersisted(true).build()));
    Answer.log("schedule", () -> jobs.schedule(of(1, "now").build()));
    jobs.schedule(of(2, "later").setMinimumLatency(SOON).setOverrideDeadline(DAY).build());
    jobs.schedule(of(3, "net").setRequiredNetworkType(JobInfo.NETWORK_TYPE_UNMETERED).build());
    jobs.schedule(of(4, "tomorrow").setMinimumLatency(DAY).build());
    jobs.schedule(of(5, "long").setMinimumLatency(DAY).build());
    jobs.enqueue(of(6, "work").build(), new JobWorkItem(new Intent("first")));
    jobs.enqueue(of(6, "work").build(), new JobWorkItem(new Intent("second")));
    Answer.log("pending", () -> jobs.getPendingJob(4).getMinLatencyMillis());
  }

  private JobInfo.Builder of(int id, String work) {
    return of(id, work, WorkJob.class);
  }

  private JobInfo.Builder of(int id, String work, Class<?> service) {
    PersistableBundle extras = new PersistableBundle();
    extras.putString("do", work);
    return new JobInfo.Builder(id, new ComponentName(this, service)).setExtras(extras);
  }
}
