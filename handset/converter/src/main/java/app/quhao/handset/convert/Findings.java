package app.quhao.handset.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the checks found: `broken` refuses the app, `absent` is what would be absent on a phone as well. */
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
