package app.quhao.handset.device.job;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobWorkItem;
import android.content.Context;
import android.net.Network;
import android.os.SystemClock;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.service.AppServices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.robolectric.RuntimeEnvironment;

/** The app's jobs in real time (JobSchedulerService of AOSP). They end with its process. */
public final class Jobs implements JobRun.Listener {
  /** JobSchedulerService.MAX_JOBS_PER_APP. */
  private static final int MAX_JOBS = 150;

  /** The handset is on its charger and in use, so that a job for an idle device waits. */
  private static final int UNMET = JobInfo.CONSTRAINT_FLAG_DEVICE_IDLE;

  private final Timers timers;
  private final ConnectivityService connectivity;
  private final AppServices services;
  private final Map<Integer, ScheduledJob> jobs = new LinkedHashMap<>();
  private Future<?> alarm;

  public Jobs(Timers timers, ConnectivityService connectivity, AppServices services) {
    this.timers = timers;
    this.connectivity = connectivity;
    this.services = services;
  }

  /** Implements schedule, and enqueue where there is work. A job of the same number is replaced. */
  public int schedule(JobInfo info, JobWorkItem work) {
    JobRules.check(RuntimeEnvironment.getApplication(), info);
    services.requireOwn(info.getService(), "JobScheduler.schedule");
    JobRun stopped;
    synchronized (this) {
      ScheduledJob former = jobs.get(info.getId());
      if (former == null && jobs.size() >= MAX_JOBS) {
        throw new IllegalStateException(
            "Apps may not schedule more than " + MAX_JOBS + " distinct jobs");
      }
      if (work != null && former != null && former.info().equals(info)) {
        former.enqueue(work);
        return JobScheduler.RESULT_SUCCESS;
      }
      ScheduledJob job = new ScheduledJob(info, now());
      if (work != null) {
        if (former != null) {
          job.takeWorkOf(former);
        }
        job.enqueue(work);
      }
      jobs.put(info.getId(), job);
      stopped = former == null ? null : former.run();
    }
    stop(stopped);
    update();
    return JobScheduler.RESULT_SUCCESS;
  }

  public void cancel(int id) {
    ScheduledJob job;
    synchronized (this) {
      job = jobs.remove(id);
    }
    stop(job == null ? null : job.run());
  }

  public void cancelAll() {
    pending().forEach(info -> cancel(info.getId()));
  }

  public synchronized List<JobInfo> pending() {
    return new ArrayList<>(jobs.values().stream().map(ScheduledJob::info).toList());
  }

  /** Returns null where there is no such job. */
  public synchronized JobInfo pending(int id) {
    ScheduledJob job = jobs.get(id);
    return job == null ? null : job.info();
  }

  /** Why a job does not run: a constant PENDING_JOB_REASON_… of JobScheduler. */
  public synchronized int reason(int id) {
    ScheduledJob job = jobs.get(id);
    if (job == null) {
      return JobScheduler.PENDING_JOB_REASON_INVALID_JOB_ID;
    }
    if (job.run() != null) {
      return JobScheduler.PENDING_JOB_REASON_EXECUTING;
    }
    if (job.isTooEarly(now())) {
      return JobScheduler.PENDING_JOB_REASON_CONSTRAINT_MINIMUM_LATENCY;
    }
    return hasNetwork(job)
        ? JobScheduler.PENDING_JOB_REASON_CONSTRAINT_DEVICE_IDLE
        : JobScheduler.PENDING_JOB_REASON_CONSTRAINT_CONNECTIVITY;
  }

  /** How `cmd jobscheduler run` ended. */
  public enum Command {
    OK,
    NO_JOB,
    CONSTRAINTS
  }

  /** Runs a job now. Its network is needed unless the run is forced. */
  public Command runNow(int id, boolean isForced) {
    JobRun started;
    synchronized (this) {
      ScheduledJob job = jobs.get(id);
      if (job == null) {
        return Command.NO_JOB;
      }
      if (!isForced && !hasNetwork(job)) {
        return Command.CONSTRAINTS;
      }
      started = begin(job);
    }
    if (started != null) {
      started.start();
    }
    return Command.OK;
  }

  /** Ends the run of a job as at its time limit. */
  public Command timeOut(int id) {
    ScheduledJob job;
    synchronized (this) {
      job = jobs.get(id);
    }
    if (job == null) {
      return Command.NO_JOB;
    }
    if (job.run() != null) {
      job.run().stop(JobParameters.STOP_REASON_TIMEOUT, 3, "timeout");
    }
    return Command.OK;
  }

  /** Starts what may run now, and stops what has lost its network. */
  public void update() {
    List<JobRun> toStart = new ArrayList<>();
    List<JobRun> toStop = new ArrayList<>();
    synchronized (this) {
      long now = now();
      long next = Long.MAX_VALUE;
      for (ScheduledJob job : jobs.values()) {
        if (job.run() != null) {
          if (!hasNetwork(job)) {
            toStop.add(job.run());
          }
        } else if (mayRun(job, now)) {
          toStart.add(begin(job));
        } else {
          next = Math.min(next, job.nextMoment(now));
        }
      }
      setAlarm(next, now);
    }
    toStart.forEach(JobRun::start);
    toStop.forEach(
        run -> run.stop(JobParameters.STOP_REASON_CONSTRAINT_CONNECTIVITY, 1, "constraints"));
  }

  private void setAlarm(long moment, long now) {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    if (moment != Long.MAX_VALUE) {
      alarm = timers.after(TimeUnit.MILLISECONDS.toNanos(Math.max(0, moment - now)), this::update);
    }
  }

  private boolean mayRun(ScheduledJob job, long now) {
    if (job.isOverdue(now)) {
      return true;
    }
    return !job.isTooEarly(now)
        && (job.info().getConstraintFlags() & UNMET) == 0
        && hasNetwork(job);
  }

  private boolean hasNetwork(ScheduledJob job) {
    return job.info().getRequiredNetwork() == null
        || connectivity.defaultSatisfying(job.info().getRequiredNetwork()) != null;
  }

  /** Returns null for a job that runs already. */
  private JobRun begin(ScheduledJob job) {
    if (job.run() != null) {
      return null;
    }
    Context context = RuntimeEnvironment.getApplication();
    Network network =
        job.info().getRequiredNetwork() == null
            ? null
            : connectivity.defaultSatisfying(job.info().getRequiredNetwork());
    JobRun run = new JobRun(job, context, services, network, this);
    job.run(run);
    return run;
  }

  private static void stop(JobRun run) {
    if (run != null) {
      run.stop(JobParameters.STOP_REASON_CANCELLED_BY_APP, 0, "cancelled");
    }
  }

  @Override
  public void ended(JobRun run, boolean reschedules) {
    synchronized (this) {
      ScheduledJob job = run.job();
      job.run(null);
      if (jobs.get(job.info().getId()) == job) {
        if (reschedules) {
          job.backOff(now());
        } else if (job.info().isPeriodic()) {
          job.nextPeriod();
        } else if (!job.hasWork()) {
          jobs.remove(job.info().getId());
        }
      }
    }
    update();
  }

  @Override
  public synchronized Object work(JobRun run, String method, Object[] arguments) {
    return method.equals("dequeueWork")
        ? run.job().dequeue()
        : (Object) run.job().complete((int) arguments[1]);
  }

  private static long now() {
    return SystemClock.elapsedRealtime();
  }
}
