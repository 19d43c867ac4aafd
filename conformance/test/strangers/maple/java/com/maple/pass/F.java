package com.maple.pass;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Which behaviours are chosen: w.. are wrong, r.. are right but unusual. */
final class F {
  static volatile Set<String> chosen = Collections.emptySet();

  static void choose(String text) {
    if (text != null) chosen = new HashSet<>(Arrays.asList(text.split("[-+,]")));
  }

  static boolean on(String name) {
    return chosen.contains(name);
  }
}
