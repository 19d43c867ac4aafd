package app.quhao.handset.convert.translate;

import java.util.List;

/** The classes that the app can see, by internal name. */
public interface Hierarchy {
  /** Returns null if no such class exists. */
  TypeFacts find(String internalName);

  /** Says whether the app itself defines the class. */
  boolean isApp(String internalName);

  /** `superName` is null for java.lang.Object only. */
  record TypeFacts(String superName, boolean isInterface, List<String> interfaces) {}
}
