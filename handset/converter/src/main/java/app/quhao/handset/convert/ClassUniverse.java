package app.quhao.handset.convert;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All classes visible to the app, by internal name: its own and the platform's. */
final class ClassUniverse {
  private final Map<String, byte[]> appClasses;
  private final Platform platform;
  private final Map<String, Optional<ClassFacts>> known = new HashMap<>();

  ClassUniverse(Map<String, byte[]> appClasses, Platform platform) {
    this.appClasses = appClasses;
    this.platform = platform;
  }

  Optional<ClassFacts> find(String name) {
    byte[] own = appClasses.get(name);
    if (own == null) {
      return platform.facts(name);
    }
    Optional<ClassFacts> cached = known.get(name);
    if (cached == null) {
      cached = Optional.of(ClassFacts.read(own));
      known.put(name, cached);
    }
    return cached;
  }

  Optional<byte[]> androidBytes(String name) {
    return platform.androidBytes(name);
  }
}
