package net.cedar.signin;

/** What a number request brings. */
final class Scrip {
  String value;
  String number;
  String operator;
  String trace;
  long bornWall;
  long bornBoot;
  long lifeMs;
  boolean cached;

  boolean over(long wall, long boot) {
    if (boot >= bornBoot) {
      return boot - bornBoot >= lifeMs || wall - bornWall >= lifeMs;
    }
    return wall < bornWall || wall - bornWall >= lifeMs;
  }
}
