package app.quhao.handset.device.broadcast;

import android.content.BroadcastReceiver;
import android.content.BroadcastReceiver.PendingResult;
import android.content.Context;
import android.content.Intent;
import android.os.Binder;
import android.os.Bundle;
import android.os.Handler;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.shadow.PendingResultShadow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * Delivers one broadcast: to one receiver after the other where it is ordered, else to all at once.
 */
final class RunningBroadcast {
  private final BroadcastRequest request;
  private final MainThread main;
  private final Deque<Registration> waiting;
  private final CompletableFuture<BroadcastResult> completed = new CompletableFuture<>();
  private BroadcastResult result;

  RunningBroadcast(BroadcastRequest request, List<Registration> receivers, MainThread main) {
    this.request = request;
    this.main = main;
    waiting = new ArrayDeque<>(receivers);
    result = request.initial();
  }

  /** The result after the last receiver. */
  CompletableFuture<BroadcastResult> completed() {
    return completed;
  }

  void start() {
    if (request.isOrdered()) {
      deliverNext();
      return;
    }
    for (Registration each : waiting) {
      deliver(each, () -> {});
    }
    main.handler().post(() -> completed.complete(result));
  }

  private void deliverNext() {
    Registration next = waiting.poll();
    if (next == null) {
      end();
    } else {
      deliver(next, this::deliverNext);
    }
  }

  private void deliver(Registration to, Runnable then) {
    Handler handler = to.handler() == null ? main.handler() : to.handler();
    handler.post(
        () -> {
          BroadcastReceiver receiver = to.isOfManifest() ? made(to) : to.receiver();
          int type =
              to.isOfManifest() ? PendingResult.TYPE_COMPONENT : PendingResult.TYPE_REGISTERED;
          Context context = to.isOfManifest() ? restricted(to.context()) : to.context();
          receive(receiver, context, pendingOf(type, false), then);
        });
  }

  /** Runs a receiver. The broadcast goes on when the receiver has finished, or its goAsync. */
  private void receive(
      BroadcastReceiver receiver, Context context, PendingResult pending, Runnable then) {
    PendingResultShadow shadow = Shadow.extract(pending);
    shadow.onFinished(
        () -> {
          take(pending);
          then.run();
        });
    Intent intent = new Intent(request.intent());
    intent.setExtrasClassLoader(receiver.getClass().getClassLoader());
    receiver.setPendingResult(pending);
    try {
      receiver.onReceive(context, intent);
    } catch (RuntimeException e) {
      throw new RuntimeException("Error receiving broadcast " + intent + " in " + receiver, e);
    }
    if (receiver.getPendingResult() != null) {
      pending.finish();
    }
  }

  private void take(PendingResult pending) {
    if (!request.isOrdered()) {
      return;
    }
    Bundle extras = ReflectionHelpers.getField(pending, "mResultExtras");
    result = new BroadcastResult(pending.getResultCode(), pending.getResultData(), extras);
    boolean mayAbort = (request.intent().getFlags() & Intent.FLAG_RECEIVER_NO_ABORT) == 0;
    if (pending.getAbortBroadcast() && mayAbort) {
      waiting.clear();
    }
  }

  /** The final receiver runs even if the broadcast was aborted. */
  private void end() {
    BroadcastReceiver last = request.finalReceiver();
    if (last == null) {
      completed.complete(result);
      return;
    }
    Handler handler = request.finalHandler() == null ? main.handler() : request.finalHandler();
    handler.post(
        () ->
            receive(
                last,
                request.context(),
                pendingOf(PendingResult.TYPE_UNREGISTERED, false),
                () -> completed.complete(result)));
  }

  /** Delivers a sticky broadcast to a receiver that has just been registered. */
  static void deliverSticky(Intent intent, Registration to, MainThread main) {
    BroadcastRequest request = BroadcastRequest.of(intent, Sender.SYSTEM);
    RunningBroadcast broadcast = new RunningBroadcast(request, List.of(), main);
    Handler handler = to.handler() == null ? main.handler() : to.handler();
    handler.post(
        () ->
            broadcast.receive(
                to.receiver(),
                to.context(),
                broadcast.pendingOf(PendingResult.TYPE_REGISTERED, true),
                () -> {}));
  }

  private PendingResult pendingOf(int type, boolean isSticky) {
    return new PendingResult(
        result.code(),
        result.data(),
        result.extras(),
        type,
        request.isOrdered(),
        isSticky,
        new Binder(),
        0,
        request.intent().getFlags());
  }

  private static BroadcastReceiver made(Registration to) {
    try {
      return Class.forName(to.className())
          .asSubclass(BroadcastReceiver.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new RuntimeException("Unable to instantiate receiver " + to.className() + ": " + e, e);
    }
  }

  /** A receiver of the manifest can neither bind services nor register receivers. */
  private static Context restricted(Context application) {
    Context base = ReflectionHelpers.getField(application, "mBase");
    return ReflectionHelpers.callInstanceMethod(
        base, "getReceiverRestrictedContext", new ClassParameter<?>[0]);
  }
}
