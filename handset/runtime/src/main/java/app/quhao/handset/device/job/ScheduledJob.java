package app.quhao.handset.device.job;

import android.app.job.JobInfo;
import android.app.job.JobWorkItem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One job that was scheduled, with the times between which it is to run. */
final class ScheduledJob {
  /** JobInfo.MAX_BACKOFF_DELAY_MILLIS. */
  private static final long LONGEST_BACKOFF = 5 * 60 * 60 * 1000L;

  private static final long NEVER = Long.MAX_VALUE;

  private final JobInfo info;
  private final List<JobWorkItem> waiting = new ArrayList<>();
  private final List<JobWorkItem> delivered = new ArrayList<>();
  private long earliest;
  private long latest;
  private int failures;
  private int lastWork;
  private JobRun run;

  ScheduledJob(JobInfo info, long now) {
    this.info = info;
    if (info.isPeriodic()) {
      latest = now + info.getIntervalMillis();
      earliest = latest - info.getFlexMillis();
    } else {
      earliest = now + info.getMinLatencyMillis();
      latest =
          info.getMaxExecutionDelayMillis() > 0 ? now + info.getMaxExecutionDelayMillis() : NEVER;
    }
  }

  JobInfo info() {
    return info;
  }

  JobRun run() {
    return run;
  }

  void run(JobRun started) {
    run = started;
  }

  boolean isTooEarly(long now) {
    return now < earliest;
  }

  /** Whether it runs now whatever its constraints. A periodic job waits for the next period. */
  boolean isOverdue(long now) {
    return !info.isPeriodic() && now >= latest;
  }

  /** The next moment at which time alone may start the job. */
  long nextMoment(long now) {
    return now < earliest ? earliest : latest;
  }

  /** Makes the job wait longer after each failure. */
  void backOff(long now) {
    failures++;
    long initial = info.getInitialBackoffMillis();
    long delay =
        info.getBackoffPolicy() == JobInfo.BACKOFF_POLICY_LINEAR
            ? initial * failures
            : initial << Math.min(failures - 1, 20);
    earliest = now + Math.min(delay, LONGEST_BACKOFF);
    latest = NEVER;
  }

  void nextPeriod() {
    failures = 0;
    latest += info.getIntervalMillis();
    earliest = latest - info.getFlexMillis();
  }

  void enqueue(JobWorkItem work) {
    work.setWorkId(++lastWork);
    waiting.add(work);
  }

  /** Takes the work that an earlier job of the same number has not done. */
  void takeWorkOf(ScheduledJob former) {
    waiting.addAll(former.delivered);
    waiting.addAll(former.waiting);
    lastWork = former.lastWork;
  }

  JobWorkItem dequeue() {
    if (waiting.isEmpty()) {
      return null;
    }
    JobWorkItem next = waiting.remove(0);
    next.bumpDeliveryCount();
    delivered.add(next);
    return next;
  }

  boolean complete(int workId) {
    for (Iterator<JobWorkItem> each = delivered.iterator(); each.hasNext(); ) {
      if (each.next().getWorkId() == workId) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  boolean hasWork() {
    return !waiting.isEmpty() || !delivered.isEmpty();
  }
}
