package app.quhao.handset.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The results of the checks. `broken` findings refuse the app. `absent` lists references that a
 * phone does not have either.
 */
final class Findings {
  private final Set<String> broken = new LinkedHashSet<>();
  private final Set<String> absent = new LinkedHashSet<>();

  void broken(String what) {
    broken.add(what);
  }

  void absent(String what) {
    absent.add(what);
  }

  List<String> broken() {
    return new ArrayList<>(broken);
  }

  List<String> absent() {
    return new ArrayList<>(absent);
  }
}
