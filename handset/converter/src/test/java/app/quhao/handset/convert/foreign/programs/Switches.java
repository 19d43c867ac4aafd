package app.quhao.handset.convert.foreign.programs;

import java.util.StringJoiner;

/** Switches of all shapes, concatenation of all types, numbers at their edges. */
public final class Switches {
  private Switches() {}

  public static String run() {
    StringJoiner out = new StringJoiner("\n");
    StringBuilder line = new StringBuilder();
    for (int i = -3; i < 70; i++) {
      line.append(dense(i)).append(',').append(sparse(i * 1_000_003)).append(' ');
    }
    for (int i : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0}) {
      line.append(edges(i)).append(sparse(i)).append(' ');
    }
    out.add(line);
    for (String text : new String[] {"Aa", "BB", "AaAa", "BBBB", "AaBB", "", "other", "\u4e2d", "\u0000"}) {
      out.add(text.length() + "=" + ofText(text));
    }
    try {
      out.add("" + ofText(null));
    } catch (NullPointerException e) {
      out.add("null text");
    }
    for (char c : "aZ0 \uffff".toCharArray()) {
      out.add("" + ofChar(c) + nested(c, c % 7));
    }
    concatenation(out, (byte) -1, (short) 300, 'q', 1.0f, -0.0, null);
    numbers(out, 7, -3L, 1.5f, Double.MIN_VALUE);
    return out.toString();
  }

  private static int dense(int value) {
    return switch (value) {
      case 0, 2, 4, 6, 8, 10 -> 1;
      case 1 -> 20;
      case 3 -> 21;
      case 5 -> 22;
      case 7 -> 23;
      case 9 -> 24;
      case 11, 12, 13, 14, 15, 16, 17, 18, 19 -> value;
      case 20, 21, 22 -> {
        int sum = 0;
        for (int i = 0; i < value; i++) {
          if (i % 3 == 0) {
            continue;
          }
          sum += i;
        }
        yield sum;
      }
      case 64 -> -1;
      default -> value < 0 ? -value : 0;
    };
  }

  private static long sparse(int value) {
    switch (value) {
      case Integer.MIN_VALUE:
        return 1;
      case -1_000_003:
        return 2;
      case 0:
        return 3L << 40;
      case 5_000_015:
      case 6_000_018:
        return 4;
      case Integer.MAX_VALUE:
        return 5;
      default:
        return 0;
    }
  }

  private static String edges(int value) {
    return switch (value) {
      case Integer.MAX_VALUE - 2 -> "a";
      case Integer.MAX_VALUE - 1 -> "b";
      case Integer.MAX_VALUE -> "c";
      default -> "d";
    };
  }

  private static int ofText(String text) {
    return switch (text) {
      case "Aa" -> 1;
      case "BB" -> 2;
      case "AaAa" -> 3;
      case "BBBB" -> 4;
      case "AaBB" -> 5;
      case "" -> 6;
      case "\u4e2d" -> 7;
      case "\u0000" -> 8;
      default -> 0;
    };
  }

  private static char ofChar(char c) {
    return switch (c) {
      case 'a' -> 'A';
      case 'Z' -> 'z';
      case '\uffff' -> '!';
      default -> c;
    };
  }

  @SuppressWarnings("fallthrough")
  private static int nested(int a, int b) {
    int result = 0;
    outer:
    for (int i = 0; i < 5; i++) {
      switch (a % 5) {
        case 0:
          switch (b) {
            case 1:
              continue outer;
            case 2:
              break outer;
            default:
              result += 10;
          }
        case 1:
          result++;
          break;
        default:
          result += b;
      }
    }
    return result;
  }

  private static void concatenation(StringJoiner out, byte b, short s, char c, float f, double d, Object none) {
    out.add("" + b + s + c + f + d + none + true + 1L + 'x' + null + new int[0].length);
    out.add("\u0001" + b + "\u0002" + c + "\u0001\u0002");
    String text = "t";
    text += b;
    text += c + s;
    text += none;
    char grown = 'a';
    grown += 2;
    byte small = 120;
    small += 10;
    small >>>= 1;
    out.add(text + grown + small);
    StringBuilder many = new StringBuilder();
    many.append(b + "," + s + "," + c + "," + f + "," + d + "," + b + "," + s + "," + c + "," + f + "," + d + "," + b + "," + s);
    out.add(many);
  }

  private static void numbers(StringJoiner out, int i, long j, float f, double d) {
    out.add((i << 33) + " " + (j >>> 1) + " " + (j >> 70) + " " + (int) j * i + " " + (byte) (i * 77) + " " + (char) (i + 60));
    out.add((int) Float.NaN + " " + (long) 1e30 + " " + (int) -1e30f + " " + (short) 1e9 + " " + d / 2 + " " + -f % 1);
    out.add(Long.compare(j, i) + " " + Integer.divideUnsigned(-1, i) + " " + Math.floorMod(j, i) + " " + Long.remainderUnsigned(j, 10) + " " + Integer.toUnsignedString(-i));
    out.add((0.0 == -0.0) + " " + Double.valueOf(0.0).equals(-0.0) + " " + (Double.NaN != Double.NaN) + " " + Float.compare(0f, -0f) + " " + (f > Float.NaN) + !(f <= Float.NaN));
    long mixed = i;
    mixed += f;
    mixed ^= ~j;
    i += d;
    i -= 'a';
    out.add(mixed + " " + i + " " + Math.multiplyHigh(mixed << 40, j) + " " + Math.abs(Integer.MIN_VALUE) + " " + Integer.MIN_VALUE / -i + " " + Long.MIN_VALUE / -1);
    try {
      out.add("" + i / (j + 3));
    } catch (ArithmeticException e) {
      out.add("by zero");
    }
  }
}
