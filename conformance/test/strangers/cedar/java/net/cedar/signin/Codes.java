package net.cedar.signin;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Codes of section 5 that a gateway says. */
final class Codes {
  private static final Set<String> KNOWN =
      new HashSet<>(
          Arrays.asList(
              "103000", "103101", "103102", "103111", "103119", "103211", "103412", "103414", "103511", "103811",
              "103902", "103911", "104201", "105001", "105002", "105003", "105012", "105013", "105018", "105019",
              "105021", "105302", "105312", "105313"));

  private Codes() {}

  static boolean known(String code) {
    return KNOWN.contains(code) && !(Kind.is("105312-unknown") && code.equals("105312"));
  }
}
