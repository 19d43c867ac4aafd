package app.quhao.handset.device.job;

import android.Manifest;
import android.app.job.JobInfo;
import android.app.job.JobService;
import android.content.ComponentName;
import android.content.Context;
import android.content.pm.PackageManager;
import android.content.pm.ServiceInfo;
import android.os.Build;

/** What a job must be to be scheduled (JobSchedulerService.enforceValidJobRequest of AOSP). */
final class JobRules {
  private JobRules() {}

  static void check(Context app, JobInfo job) {
    ComponentName service = job.getService();
    ServiceInfo info = serviceOf(app, service);
    if (info == null) {
      throw new IllegalArgumentException("No such service " + service);
    }
    if (!JobService.PERMISSION_BIND.equals(info.permission)) {
      throw new IllegalArgumentException(
          "Scheduled service "
              + service
              + " does not require android.permission.BIND_JOB_SERVICE permission");
    }
    if (job.isPersisted() && !holds(app, Manifest.permission.RECEIVE_BOOT_COMPLETED)) {
      throw new IllegalArgumentException(
          "Requested job cannot be persisted without holding"
              + " android.permission.RECEIVE_BOOT_COMPLETED permission");
    }
    if (job.getRequiredNetwork() != null
        && app.getApplicationInfo().targetSdkVersion >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE
        && !holds(app, Manifest.permission.ACCESS_NETWORK_STATE)) {
      throw new SecurityException(
          "android.permission.ACCESS_NETWORK_STATE required for jobs with a connectivity"
              + " constraint");
    }
    if (job.getTriggerContentUris() != null) {
      throw new UnsupportedOperationException(
          "quhao: not supported: JobInfo.Builder.addTriggerContentUri");
    }
  }

  private static ServiceInfo serviceOf(Context app, ComponentName service) {
    try {
      return app.getPackageManager().getServiceInfo(service, 0);
    } catch (PackageManager.NameNotFoundException e) {
      return null;
    }
  }

  private static boolean holds(Context app, String permission) {
    return app.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED;
  }
}
