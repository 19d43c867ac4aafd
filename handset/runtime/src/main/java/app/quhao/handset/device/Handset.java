package app.quhao.handset.device;

import app.quhao.handset.host.DeviceSeam;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The only handset of this JVM. Robolectric creates shadows without arguments, often for static
 * methods, so shadows get the handset from here. All other classes receive their dependencies.
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
