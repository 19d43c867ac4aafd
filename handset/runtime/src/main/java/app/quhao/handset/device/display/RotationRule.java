package app.quhao.handset.device.display;

import java.util.Map;

/**
 * Computes the rotation of the display (DisplayRotation.rotationForOrientation of AOSP). Rotations
 * are values of Surface.ROTATION_….
 */
final class RotationRule {
  private static final int PORTRAIT = 0;
  private static final int LANDSCAPE = 1;
  private static final int UPSIDE_DOWN = 2;
  private static final int SEASCAPE = 3;

  /** The rotation of the orientation sensor: the handset is always upright. */
  private static final int SENSED = PORTRAIT;

  private static final int LOCKED = 14;

  /** Where the preferred rotation comes from. */
  private enum Source {
    NOBODY,
    USER,
    SENSOR
  }

  /** The rotations that the activity accepts. */
  private enum Shape {
    ANY,
    UPRIGHT,
    SIDEWAYS;

    boolean accepts(int rotation) {
      return this == ANY || (rotation % 2 == 0) == (this == UPRIGHT);
    }
  }

  /**
   * If the source's rotation is not accepted, the last one stays where keepsLast allows it, else
   * `otherwise` applies.
   */
  private record Want(Source source, Shape shape, boolean keepsLast, int otherwise) {}

  private static final Want USER = new Want(Source.USER, Shape.ANY, false, PORTRAIT);
  private static final Want SENSOR = new Want(Source.SENSOR, Shape.ANY, false, PORTRAIT);

  /**
   * Keyed by ActivityInfo.SCREEN_ORIENTATION_…. The instrumented platform jar has no constants for
   * them.
   */
  private static final Map<Integer, Want> WANTS =
      Map.ofEntries(
          Map.entry(-1, USER), // UNSPECIFIED
          Map.entry(0, new Want(Source.NOBODY, Shape.SIDEWAYS, false, LANDSCAPE)),
          Map.entry(1, new Want(Source.NOBODY, Shape.UPRIGHT, false, PORTRAIT)),
          Map.entry(2, USER), // USER
          Map.entry(3, USER), // BEHIND
          Map.entry(4, SENSOR), // SENSOR
          Map.entry(5, new Want(Source.NOBODY, Shape.ANY, false, PORTRAIT)), // NOSENSOR
          Map.entry(6, new Want(Source.SENSOR, Shape.SIDEWAYS, true, LANDSCAPE)),
          Map.entry(7, new Want(Source.SENSOR, Shape.UPRIGHT, true, PORTRAIT)),
          Map.entry(8, new Want(Source.NOBODY, Shape.SIDEWAYS, false, SEASCAPE)),
          Map.entry(9, new Want(Source.NOBODY, Shape.UPRIGHT, false, UPSIDE_DOWN)),
          Map.entry(10, SENSOR), // FULL_SENSOR
          Map.entry(11, new Want(Source.USER, Shape.SIDEWAYS, true, LANDSCAPE)),
          Map.entry(12, new Want(Source.USER, Shape.UPRIGHT, true, PORTRAIT)),
          Map.entry(13, USER)); // FULL_USER

  private RotationRule() {}

  /**
   * @param orientation the requested ActivityInfo.SCREEN_ORIENTATION_…
   *
   * @param userRotation the rotation that the user has locked, or -1 if the sensor decides
   * @param last the current rotation
   */
  static int rotation(int orientation, int userRotation, int last) {
    if (orientation == LOCKED) {
      return last;
    }
    Want want = WANTS.getOrDefault(orientation, USER);
    if (want.source() != Source.NOBODY) {
      boolean isLocked = want.source() == Source.USER && userRotation >= 0;
      int preferred = isLocked ? userRotation : SENSED;
      if (want.shape().accepts(preferred)) {
        return preferred;
      }
    }
    return want.keepsLast() && want.shape().accepts(last) ? last : want.otherwise();
  }
}
