package app.quhao.handset.device;

import app.quhao.handset.host.DeviceSeam;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one handset of this JVM. Robolectric makes shadows itself, with no arguments, often for
 * static methods of the framework: they can only find the handset here. Everything else is handed
 * what it needs.
 */
public final class Handset {
  private static final AtomicReference<Handset> CURRENT = new AtomicReference<>();

  private final DeviceSeam seam;
  private final DeviceServices services;

  Handset(DeviceSeam seam, DeviceServices services) {
    this.seam = seam;
    this.services = services;
  }

  static void install(Handset handset) {
    if (!CURRENT.compareAndSet(null, handset)) {
      throw new IllegalStateException("This JVM already has a handset.");
    }
  }

  public static Handset current() {
    return CURRENT.get();
  }

  public DeviceSeam seam() {
    return seam;
  }

  public DeviceServices services() {
    return services;
  }
}
