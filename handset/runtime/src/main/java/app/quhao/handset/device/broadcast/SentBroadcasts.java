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

  private final Deque<Sent> newest = new ArrayDeque<>();
  private int count;

  private record Sent(int number, Intent intent) {
    Map<String, Object> told() {
      Bundle extras = intent.getExtras();
      return Map.of(
          "number",
          number,
          "action",
          String.valueOf(intent.getAction()),
          "intent",
          intent.toString(),
          "extras",
          extras == null ? "" : extras.toString());
    }
  }

  /** Keeps a copy: what is in it is printed when somebody asks, and not while the app sends. */
  synchronized void add(Intent intent) {
    count++;
    newest.addFirst(new Sent(count, new Intent(intent)));
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  /** Newest first. */
  public synchronized List<Map<String, Object>> list() {
    return newest.stream().map(Sent::told).toList();
  }
}
