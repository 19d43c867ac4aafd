package net.cedar.signin;

import android.net.ConnectivityManager;

/** A job under way. All fields but the final ones belong to the core thread. */
final class Errand {
  static final int NUMBER = 0;
  static final int LOGIN = 1;
  static final int CHECK = 2;
  final int kind;
  final Job job;
  final Reply reply;
  long start;
  int tag;
  boolean came;
  final long limit;
  final int generation;
  boolean ended;
  boolean again;
  boolean retried;
  boolean pressed;
  String card;
  String trace;
  Scrip scrip;
  Visit visit;
  Http http;
  Runnable deadline;
  ConnectivityManager.NetworkCallback lease;

  Errand(int kind, Job job, Reply reply, long start, long limit, int generation) {
    this.kind = kind;
    this.job = job;
    tag = job.tag;
    this.reply = reply;
    this.start = start;
    this.limit = limit;
    this.generation = generation;
    trace = Wire.id();
  }
}
