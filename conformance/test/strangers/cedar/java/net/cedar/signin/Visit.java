package net.cedar.signin;

import java.util.concurrent.atomic.AtomicInteger;

/** One showing of the sign-in screen. Fields belong to the main thread. */
final class Visit {
  private static final AtomicInteger COUNT = new AtomicInteger();
  final int id = COUNT.incrementAndGet();
  final Errand errand;
  final String number;
  final String operator;
  final Look look;
  boolean told;
  boolean readTerms;
  int tries;
  boolean agreed;
  boolean closed;
  boolean pressed;
  boolean over;
  Screen screen;
  static boolean before;

  Visit(Errand errand, Scrip scrip, Look look) {
    this.errand = errand;
    this.look = look;
    number = scrip.number;
    operator = scrip.operator;
    before |= Kind.is("checked-state-sticks") && look.agreed;
    agreed = look.agreed || before;
  }
}
