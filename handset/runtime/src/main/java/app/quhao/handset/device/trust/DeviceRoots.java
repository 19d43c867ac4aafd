package app.quhao.handset.device.trust;

import app.quhao.handset.host.StartArguments;
import app.quhao.handset.host.net.TrustedRoots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;

/** The device's certificate authorities: those of the system and those that the user has added. */
public final class DeviceRoots {
  private final StartArguments arguments;
  private Set<X509Certificate> system;
  private Set<X509Certificate> user;

  public DeviceRoots(StartArguments arguments) {
    this.arguments = arguments;
  }

  public synchronized Set<X509Certificate> ofSystem() {
    read();
    return system;
  }

  public synchronized Set<X509Certificate> ofUser() {
    read();
    return user;
  }

  private void read() {
    if (system != null) {
      return;
    }
    try {
      user = TrustedRoots.read(arguments.userRoots());
      Set<X509Certificate> all = new LinkedHashSet<>(TrustedRoots.ofJdk());
      all.addAll(TrustedRoots.read(arguments.roots()));
      all.removeAll(user);
      system = all;
    } catch (IOException e) {
      throw new UncheckedIOException("The device's roots cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The device's roots cannot be read", e);
    }
  }
}
