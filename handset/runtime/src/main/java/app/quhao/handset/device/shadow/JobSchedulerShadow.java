package app.quhao.handset.device.shadow;

import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.app.job.JobWorkItem;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.job.Jobs;
import java.util.List;
import java.util.Map;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** JobScheduler with our jobs. All namespaces are one. */
@Implements(className = "android.app.JobSchedulerImpl")
public final class JobSchedulerShadow {
  private static Jobs jobs() {
    return Handset.current().services().jobs();
  }

  @Implementation
  protected int schedule(JobInfo job) {
    return jobs().schedule(job, null);
  }

  @Implementation
  protected int enqueue(JobInfo job, JobWorkItem work) {
    if (work == null) {
      throw new NullPointerException("work is null");
    }
    return jobs().schedule(job, work);
  }

  @Implementation
  protected void cancel(int id) {
    jobs().cancel(id);
  }

  @Implementation
  protected void cancelAll() {
    jobs().cancelAll();
  }

  @Implementation
  protected void cancelInAllNamespaces() {
    jobs().cancelAll();
  }

  @Implementation
  protected List<JobInfo> getAllPendingJobs() {
    return jobs().pending();
  }

  @Implementation
  protected Map<String, List<JobInfo>> getPendingJobsInAllNamespaces() {
    return Map.of("", jobs().pending());
  }

  @Implementation
  protected JobInfo getPendingJob(int id) {
    return jobs().pending(id);
  }

  @Implementation
  protected int getPendingJobReason(int id) {
    return jobs().reason(id);
  }

  @Implementation
  protected boolean canRunUserInitiatedJobs() {
    return true;
  }

  @Implementation
  protected JobScheduler forNamespace(String namespace) {
    return RuntimeEnvironment.getApplication().getSystemService(JobScheduler.class);
  }
}
