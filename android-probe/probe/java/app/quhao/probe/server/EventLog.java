package app.quhao.probe.server;

import android.os.SystemClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** The callbacks so far, in order. */
public final class EventLog {
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Runnable> followers = new HashMap<>();
  private long last;
  private long read;

  private static final class Event {
    final long seq;
    final String callId;
    final JSONObject json;

    Event(long seq, String callId, JSONObject json) {
      this.seq = seq;
      this.callId = callId;
      this.json = json;
    }
  }

  /** To be called first thing in a callback, on its thread; gives the event's seq. */
  public long append(String type, String callId, JSONObject payload) {
    return append(type, callId, payload, SystemClock.elapsedRealtimeNanos());
  }

  /** For callbacks that must build their payload: the time was taken before. */
  public long append(String type, String callId, JSONObject payload, long atNanos) {
    long seq = add(type, callId, payload, atNanos);
    Runnable follower = type.equals("result") ? takeFollower(callId) : null;
    if (follower != null) {
      follower.run();
    }
    return seq;
  }

  /** Runs once, inside the first callback with the result of this call, on its thread. */
  public synchronized void onResult(String callId, Runnable follower) {
    followers.put(callId, follower);
  }

  private synchronized Runnable takeFollower(String callId) {
    return followers.remove(callId);
  }

  private synchronized long add(String type, String callId, JSONObject payload, long atNanos) {
    last++;
    JSONObject json =
        Json.object(
            "seq", last,
            "type", type,
            "callId", callId,
            "atNanos", Long.toString(atNanos),
            "thread", Thread.currentThread().getName(),
            "payload", payload);
    events.add(new Event(last, callId, json));
    notifyAll();
    return last;
  }

  /** Events newer than `after` (of one call, where named); waits up to the limit for the first. */
  public synchronized JSONObject after(long after, String callId, long timeoutMillis)
      throws InterruptedException {
    long end = System.nanoTime() + timeoutMillis * 1_000_000;
    JSONArray matching = newer(after, callId);
    while (matching.length() == 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
      matching = newer(after, callId);
    }
    read = last;
    notifyAll();
    return Json.object("events", matching, "last", last);
  }

  /** The seq of the newest event; 0 where there is none. */
  public synchronized long last() {
    return last;
  }

  /** For the screen: its look is no host's, so events stay unread. */
  public synchronized List<JSONObject> newerThan(long after) {
    List<JSONObject> newer = new ArrayList<>();
    for (Event event : events) {
      if (event.seq > after) {
        newer.add(event.json);
      }
    }
    return newer;
  }

  /** Waits until a host has read the event, or the limit has passed. */
  public synchronized void awaitRead(long seq, long limitMillis) {
    long end = System.nanoTime() + limitMillis * 1_000_000;
    while (read < seq) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException error) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Seq continues, so that the `last` that a host holds remains valid. */
  public synchronized void drop() {
    events.clear();
    followers.clear();
  }

  private JSONArray newer(long after, String callId) {
    JSONArray matching = new JSONArray();
    for (Event event : events) {
      if (event.seq > after && (callId == null || callId.equals(event.callId))) {
        matching.put(event.json);
      }
    }
    return matching;
  }
}
