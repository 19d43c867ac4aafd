package app.quhao.handset.device.trust;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/** The provider of AndroidCAStore, by the name that it has on a phone. */
public final class CaStoreProvider extends Provider {
  private static final long serialVersionUID = 1L;

  private CaStoreProvider(DeviceRoots roots) {
    super("HarmonyJSSE", "1.0", "Harmony JSSE Provider");
    putService(
        new Service(
            this, "KeyStore", "AndroidCAStore", CaStore.class.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(Object parameter) {
            return new CaStore(roots);
          }
        });
  }

  public static void install(DeviceRoots roots) {
    Security.addProvider(new CaStoreProvider(roots));
  }
}
