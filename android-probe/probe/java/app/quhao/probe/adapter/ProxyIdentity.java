package app.quhao.probe.adapter;

import java.lang.reflect.Method;

/** What a proxy answers to the methods of Object: it is itself alone, and has a name. */
public final class ProxyIdentity {
  private final String name;

  public ProxyIdentity(String name) {
    this.name = name;
  }

  /** `method` is one of Object's that interfaces hand on to their proxy. */
  public Object answer(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "equals":
        return proxy == arguments[0];
      case "hashCode":
        return System.identityHashCode(proxy);
      default:
        return name;
    }
  }
}
