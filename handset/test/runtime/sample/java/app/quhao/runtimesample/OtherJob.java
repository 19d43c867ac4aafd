package app.quhao.runtimesample;

import android.app.job.JobParameters;
import android.app.job.JobService;

/** Has a process of its own. */
public final class OtherJob extends JobService {
  @Override
  public boolean onStartJob(JobParameters parameters) {
    return false;
  }

  @Override
  public boolean onStopJob(JobParameters parameters) {
    return false;
  }
}
