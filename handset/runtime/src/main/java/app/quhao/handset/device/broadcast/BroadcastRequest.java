package app.quhao.handset.device.broadcast;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.os.Handler;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One sendBroadcast.
 *
 * @param permissions what a receiver must hold
 * @param context of the final receiver
 * @param finalReceiver gets the result at the end, or null
 * @param finalHandler where the final receiver runs, or null for the main thread
 */
public record BroadcastRequest(
    Intent intent,
    Sender sender,
    List<String> permissions,
    boolean isOrdered,
    boolean isSticky,
    BroadcastResult initial,
    Context context,
    BroadcastReceiver finalReceiver,
    Handler finalHandler) {
  public static BroadcastRequest of(Intent intent, Sender sender) {
    return new BroadcastRequest(
        new Intent(intent),
        sender,
        List.of(),
        false,
        false,
        BroadcastResult.NONE,
        null,
        null,
        null);
  }

  /** Null stands for no permission. */
  public BroadcastRequest requiring(String... names) {
    List<String> required =
        names == null ? List.of() : Arrays.stream(names).filter(Objects::nonNull).toList();
    return new BroadcastRequest(
        intent, sender, required, isOrdered, isSticky, initial, context, finalReceiver,
        finalHandler);
  }

  public BroadcastRequest sticky() {
    return new BroadcastRequest(
        intent, sender, permissions, isOrdered, true, initial, context, finalReceiver,
        finalHandler);
  }

  public BroadcastRequest ordered(BroadcastResult first) {
    return new BroadcastRequest(
        intent, sender, permissions, true, isSticky, first, context, finalReceiver, finalHandler);
  }

  public BroadcastRequest endingAt(Context place, BroadcastReceiver receiver, Handler handler) {
    return new BroadcastRequest(
        intent, sender, permissions, isOrdered, isSticky, initial, place, receiver, handler);
  }
}
