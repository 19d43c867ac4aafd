package com.maple.pass;

import android.os.SystemClock;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call of the app from its begin to its one verdict. */
final class Trip {
  static final class Late extends IOException {
    Late() {
      super("late");
    }
  }

  static final class Stopped extends IOException {
    Stopped() {
      super("stopped");
    }
  }

  static final class Lost extends IOException {
    Lost() {
      super("the network is gone");
    }
  }

  final String kind;
  final String app;
  final String key;
  final int tag;
  final Reply reply;
  final int generation;
  final AtomicBoolean over = new AtomicBoolean();
  volatile String trace = F.on("w18") ? shared() : fresh();
  volatile long deadline;
  volatile boolean waitsForNetwork;
  volatile boolean pressed;
  volatile boolean wifiAtPage;
  volatile boolean wifiKnown;
  volatile boolean stopped;
  volatile boolean sent;
  volatile boolean fromCache;
  volatile long pausedLeft;
  volatile Cell cell;
  volatile boolean onCell;
  private volatile Selector selector;
  Scrip scrip;
  Runnable alarm;

  Trip(String kind, String app, String key, int tag, Reply reply, long limit, int generation) {
    this.kind = kind;
    this.app = app;
    this.key = key;
    this.tag = tag;
    this.reply = reply;
    this.generation = generation;
    deadline = SystemClock.elapsedRealtime() + limit;
  }

  static String shared() {
    return UUID.nameUUIDFromBytes(("t" + System.currentTimeMillis() / 300).getBytes()).toString().replace("-", "");
  }

  static String fresh() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  long left() {
    return deadline - SystemClock.elapsedRealtime();
  }

  void waitsIn(Selector where) {
    selector = where;
  }

  void check() throws IOException {
    if (stopped) throw new Stopped();
    Cell held = cell;
    if (onCell && held != null && held.lost) throw new Lost();
    if (left() <= 0) throw new Late();
  }

  void wake() {
    Selector now = selector;
    if (now != null) now.wakeup();
    Cell held = cell;
    if (held != null) held.poke();
  }
}
