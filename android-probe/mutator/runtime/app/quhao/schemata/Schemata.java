package app.quhao.schemata;

import java.util.Arrays;

/**
 * What every mutation point of the schemata APK asks at run time. Plain flags: a lost write of one
 * thread is made up for by the next pass.
 */
public final class Schemata {
  /** Highest number of a mutation that one APK can hold. */
  public static final int LIMIT = 20_000;

  private static final boolean[] TOUCHED = new boolean[LIMIT + 1];
  private static volatile boolean[] active = new boolean[LIMIT + 1];

  private Schemata() {}

  /** Records that the point was executed; true where its alternative is to run. */
  public static boolean on(int number) {
    TOUCHED[number] = true;
    return active[number];
  }

  /** From now on these mutations run, and no others; none: the SDK as it is. */
  public static void activate(int... numbers) {
    boolean[] next = new boolean[LIMIT + 1];
    for (int number : numbers) {
      if (number < 1 || number > LIMIT) {
        throw new IllegalArgumentException("no mutation " + number);
      }
      next[number] = true;
    }
    active = next;
  }

  /** The numbers of the points executed since the last call of forget, in order. */
  public static int[] touched() {
    int[] numbers = new int[LIMIT + 1];
    int count = 0;
    for (int number = 1; number <= LIMIT; number++) {
      if (TOUCHED[number]) {
        numbers[count++] = number;
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  public static void forget() {
    Arrays.fill(TOUCHED, false);
  }
}
