package app.quhao.handset.device.broadcast;

import android.Manifest;
import android.app.Application;
import android.content.BroadcastReceiver;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.content.pm.ActivityInfo;
import android.os.Build;
import android.os.Handler;
import android.os.Process;
import android.util.Log;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.app.PackageProcesses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The app's receivers, and the broadcasts that reach them (BroadcastQueue of AOSP). */
public final class Broadcasts {
  private static final String TAG = "BroadcastQueue";

  /** Intent.FLAG_RECEIVER_INCLUDE_BACKGROUND, which is hidden. */
  public static final int INCLUDE_BACKGROUND = 0x01000000;

  private final MainThread main;
  private final PackageProcesses processes;
  private final ProtectedBroadcasts protectedOnes = new ProtectedBroadcasts();
  private final StickyBroadcasts sticky = new StickyBroadcasts();
  private final List<Registration> registrations = new ArrayList<>();
  private final OtherReceivers others;
  private final SentBroadcasts sent = new SentBroadcasts();

  private volatile Application application;

  public Broadcasts(MainThread main, PackageProcesses processes) {
    this.main = main;
    this.processes = processes;
    others = new OtherReceivers(processes);
  }

  /** Broadcasts reach the app from now on. */
  public void attach(Application app) {
    application = app;
  }

  /** Adds a receiver of the manifest. */
  public synchronized void declare(ActivityInfo receiver, List<IntentFilter> filters) {
    Registration added =
        new Registration(
            application,
            null,
            receiver.name,
            filters,
            receiver.permission,
            null,
            receiver.exported);
    if (processes.isOwn(receiver)) {
      registrations.add(added);
    } else {
      others.add(receiver.processName, added);
    }
  }

  /** How a receiver is registered; permission and handler may be null. */
  public record How(String permission, Handler handler, int flags) {}

  /** Returns the last sticky broadcast that the filter matches, or null. The receiver may be null. */
  public Intent register(
      Context context, BroadcastReceiver receiver, IntentFilter filter, How how) {
    List<Intent> stuck = sticky.matching(filter);
    if (receiver != null) {
      boolean isExported =
          ExportFlags.isExported(context, filter, how.flags(), this::isProtected);
      Registration added =
          new Registration(
              context,
              receiver,
              null,
              List.of(new IntentFilter(filter)),
              how.permission(),
              how.handler(),
              isExported);
      synchronized (this) {
        registrations.add(added);
      }
      stuck.forEach(intent -> RunningBroadcast.deliverSticky(intent, added, main));
    }
    return stuck.isEmpty() ? null : stuck.get(stuck.size() - 1);
  }

  public synchronized void unregister(Context context, BroadcastReceiver receiver) {
    if (!registrations.removeIf(each -> each.isOf(context, receiver))) {
      throw new IllegalArgumentException("Receiver not registered: " + receiver);
    }
  }

  public void removeSticky(Intent intent) {
    requireStickyRight(Sender.APP);
    sticky.remove(intent);
  }

  /**
   * Sends at once; the receivers run later.
   *
   * @return the result after the last receiver
   * @throws SecurityException where the sender may not send it
   */
  public CompletableFuture<BroadcastResult> send(BroadcastRequest request) {
    checkSender(request);
    if (request.sender() == Sender.APP) {
      sent.add(request.intent());
    }
    if (request.isSticky()) {
      requireStickyRight(request.sender());
      sticky.put(request.intent());
    }
    boolean isCommon = request.sender() != Sender.SYSTEM && application != null;
    if (isCommon && isForOwnPackage(request.intent())) {
      others.send(request, each -> each.matches(request.intent()) && reaches(request, each));
    }
    return deliver(request);
  }

  /** What the app has sent. */
  public SentBroadcasts sent() {
    return sent;
  }

  /** Delivers to the receivers of this process what another process of the package sends. */
  public void receive(BroadcastRequest request) {
    deliver(request);
  }

  private CompletableFuture<BroadcastResult> deliver(BroadcastRequest request) {
    RunningBroadcast broadcast = new RunningBroadcast(request, receiversOf(request), main);
    main.handler().post(broadcast::start);
    return broadcast.completed();
  }

  private void checkSender(BroadcastRequest request) {
    String action = request.intent().getAction();
    if (request.sender() != Sender.SYSTEM && isProtected(action)) {
      throw new SecurityException(
          "Permission Denial: not allowed to send broadcast "
              + action
              + " from pid="
              + Process.myPid()
              + ", uid="
              + request.sender().uid());
    }
  }

  private boolean isProtected(String action) {
    return protectedOnes.contains(application, action);
  }

  private static void requireStickyRight(Sender sender) {
    if (!sender.holds(Manifest.permission.BROADCAST_STICKY)) {
      throw new SecurityException(
          "Permission Denial: broadcastIntent() requesting a sticky broadcast from pid="
              + Process.myPid()
              + ", uid="
              + sender.uid()
              + " requires "
              + Manifest.permission.BROADCAST_STICKY);
    }
  }

  /** The receivers that a broadcast reaches, in their order. */
  private synchronized List<Registration> receiversOf(BroadcastRequest request) {
    Intent intent = request.intent();
    List<Registration> matching = new ArrayList<>();
    if (application == null || !isForOwnPackage(intent)) {
      return matching;
    }
    for (Registration each : registrations) {
      boolean isNew = matching.stream().noneMatch(other -> isSame(other, each));
      if (isNew && each.matches(intent) && reaches(request, each)) {
        matching.add(each);
      }
    }
    matching.sort(Registration.orderFor(intent));
    return matching;
  }

  private static boolean isSame(Registration one, Registration other) {
    return !one.isOfManifest() && other.isOf(one.context(), one.receiver());
  }

  private boolean isForOwnPackage(Intent intent) {
    String own = application.getPackageName();
    ComponentName component = intent.getComponent();
    String wanted = component == null ? intent.getPackage() : component.getPackageName();
    return wanted == null || wanted.equals(own);
  }

  /** BroadcastSkipPolicy of AOSP: what is skipped is named in the log. */
  private boolean reaches(BroadcastRequest request, Registration to) {
    String skipped = whySkipped(request, to);
    if (skipped != null) {
      Log.w(
          TAG,
          skipped
              + request.intent()
              + " to "
              + to.name(application.getPackageName()));
    }
    return skipped == null;
  }

  private String whySkipped(BroadcastRequest request, Registration to) {
    Intent intent = request.intent();
    if (to.isOfManifest() && (intent.getFlags() & Intent.FLAG_RECEIVER_REGISTERED_ONLY) != 0) {
      return "Registered receivers only: ";
    }
    if (request.sender().isStranger() && !to.isExported()) {
      return "Permission Denial: not exported, uid=" + request.sender().uid() + ", sending ";
    }
    if (to.permission() != null && !request.sender().holds(to.permission())) {
      return "Permission Denial: the sender lacks " + to.permission() + ", sending ";
    }
    for (String permission : request.permissions()) {
      if (!Sender.APP.holds(permission)) {
        return "Permission Denial: the receiver lacks " + permission + ", receiving ";
      }
    }
    return to.isOfManifest() && isKeptFromManifest(intent)
        ? "Background execution not allowed: receiving "
        : null;
  }

  /** Since Android 8 an implicit broadcast reaches no receiver of the manifest. */
  private boolean isKeptFromManifest(Intent intent) {
    return intent.getComponent() == null
        && intent.getPackage() == null
        && (intent.getFlags() & INCLUDE_BACKGROUND) == 0
        && application.getApplicationInfo().targetSdkVersion
            >= Build.VERSION_CODES.O;
  }
}
