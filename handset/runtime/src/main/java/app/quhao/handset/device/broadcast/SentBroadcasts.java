package app.quhao.handset.device.broadcast;

import android.content.Intent;
import android.os.Bundle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The newest broadcasts of the app (mBroadcastHistory of AOSP). */
public final class SentBroadcasts {
  /** MAX_BROADCAST_HISTORY of AOSP. */
  private static final int MOST = 50;

  private final Deque<Map<String, Object>> newest = new ArrayDeque<>();
  private int count;

  synchronized void add(Intent intent) {
    count++;
    Bundle extras = intent.getExtras();
    newest.addFirst(
        Map.of(
            "number", count,
            "action", String.valueOf(intent.getAction()),
            "intent", intent.toString(),
            "extras", extras == null ? "" : extras.toString()));
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  /** Newest first. */
  public synchronized List<Map<String, Object>> list() {
    return List.copyOf(newest);
  }
}
