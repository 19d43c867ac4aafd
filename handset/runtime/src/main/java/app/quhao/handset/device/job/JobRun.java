package app.quhao.handset.device.job;

import android.app.job.IJobCallback;
import android.app.job.IJobService;
import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.ServiceConnection;
import android.net.Network;
import android.os.Binder;
import android.os.IBinder;
import android.os.RemoteException;
import app.quhao.handset.device.service.AppServices;
import app.quhao.handset.device.service.AppServices.Caller;
import java.lang.reflect.Proxy;

/** One execution of a job: its service is bound, started and unbound (JobServiceContext of AOSP). */
final class JobRun implements ServiceConnection {
  /** What the service says of its job. */
  interface Listener {
    void ended(JobRun run, boolean reschedules);

    Object work(JobRun run, String method, Object[] arguments);
  }

  private final ScheduledJob job;
  private final Context context;
  private final AppServices services;
  private final Listener listener;
  private final JobParameters parameters;
  private IJobService service;
  private boolean hasEnded;

  JobRun(
      ScheduledJob job, Context context, AppServices services, Network network, Listener listener) {
    this.job = job;
    this.context = context;
    this.services = services;
    this.listener = listener;
    JobInfo info = job.info();
    parameters =
        new JobParameters(
            callback(),
            null,
            info.getId(),
            info.getExtras(),
            info.getTransientExtras(),
            info.getClipData(),
            info.getClipGrantFlags(),
            false,
            info.isExpedited(),
            info.isUserInitiated(),
            null,
            null,
            network);
  }

  ScheduledJob job() {
    return job;
  }

  void start() {
    Intent intent = new Intent().setComponent(job.info().getService());
    services.bind(new Caller(context, this), intent, Context.BIND_AUTO_CREATE, null);
  }

  @Override
  public void onServiceConnected(ComponentName name, IBinder binder) {
    synchronized (this) {
      if (hasEnded) {
        return;
      }
      service = IJobService.Stub.asInterface(binder);
    }
    call(() -> service.startJob(parameters));
  }

  @Override
  public void onServiceDisconnected(ComponentName name) {
    end(false);
  }

  /** Calls onStopJob, whose answer ends the run. */
  void stop(int reason, int internalReason, String text) {
    parameters.setStopReason(reason, internalReason, text);
    IJobService running;
    synchronized (this) {
      running = service;
    }
    if (running == null) {
      end(true);
    } else {
      call(() -> running.stopJob(parameters));
    }
  }

  private interface RemoteCall {
    void run() throws RemoteException;
  }

  private static void call(RemoteCall call) {
    try {
      call.run();
    } catch (RemoteException e) {
      throw new IllegalStateException("A service of this process is remote", e);
    }
  }

  private void end(boolean reschedules) {
    synchronized (this) {
      if (hasEnded) {
        return;
      }
      hasEnded = true;
    }
    services.unbind(new Caller(context, this));
    listener.ended(this, reschedules);
  }

  /** A binder of this process, so that the framework finds the callback itself. */
  private IBinder callback() {
    Binder binder = new Binder();
    IJobCallback callback =
        (IJobCallback)
            Proxy.newProxyInstance(
                IJobCallback.class.getClassLoader(),
                new Class<?>[] {IJobCallback.class},
                (proxy, method, arguments) ->
                    method.getDeclaringClass() == Object.class
                        ? method.invoke(binder, arguments)
                        : answer(binder, method.getName(), arguments));
    binder.attachInterface(callback, IJobCallback.class.getName());
    return binder;
  }

  private Object answer(IBinder binder, String method, Object[] arguments) {
    switch (method) {
      case "asBinder":
        return binder;
      case "acknowledgeStartMessage":
        if (!(boolean) arguments[1]) {
          end(false);
        }
        return null;
      case "acknowledgeStopMessage", "jobFinished":
        end((boolean) arguments[1]);
        return null;
      case "dequeueWork", "completeWork":
        return listener.work(this, method, arguments);
      default:
        // Estimates and notifications of a job have no effect here.
        return null;
    }
  }
}
