package app.quhao.runtimesample;

import android.app.job.JobParameters;
import android.app.job.JobService;
import android.app.job.JobWorkItem;
import android.os.Handler;
import android.os.Looper;

/** Logs its jobs. The extra `do` says how a job ends. */
public final class WorkJob extends JobService {
  private static final int DELAY = 100;

  @Override
  public boolean onStartJob(JobParameters job) {
    String work = job.getExtras().getString("do", "");
    Answer.log("job " + job.getJobId(), () -> "started " + work + " " + (job.getNetwork() != null));
    switch (work) {
      case "later":
        new Handler(Looper.getMainLooper()).postDelayed(() -> jobFinished(job, false), DELAY);
        return true;
      case "work":
        for (JobWorkItem item = job.dequeueWork(); item != null; item = job.dequeueWork()) {
          String action = item.getIntent().getAction();
          Answer.log("work", () -> action);
          job.completeWork(item);
        }
        return true;
      case "long":
        return true;
      default:
        return false;
    }
  }

  @Override
  public boolean onStopJob(JobParameters job) {
    Answer.log("job " + job.getJobId(), () -> "stopped " + job.getStopReason());
    return false;
  }
}
