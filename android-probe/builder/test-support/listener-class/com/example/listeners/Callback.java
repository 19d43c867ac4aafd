package com.example.listeners;

/** A listener with every type that a parameter may have. */
public abstract class Callback extends Base<String> {
  protected Callback() {
    onCount(1);
  }

  protected abstract void onResult(
      String a, int b, long c, boolean d, double e, byte f, char g, short h, float i, Object[] j);

  public abstract boolean onAsk();

  public abstract long onTime();

  /** Not abstract, and named by the table. */
  public int onCount(long count) {
    return 5;
  }

  /** Not abstract, and not named. */
  public String unnamed() {
    return "its own";
  }

  public static String run(Callback callback) {
    callback.onResult("a", 1, 2L, true, 3.5, (byte) 4, 'c', (short) 5, 6.5f, new Object[] {"j"});
    callback.onOther("other");
    return callback.onAsk() + " " + callback.onTime() + " " + callback.onCount(9) + " " + callback.unnamed();
  }
}
