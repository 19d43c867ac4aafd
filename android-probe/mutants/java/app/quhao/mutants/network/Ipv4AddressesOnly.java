package app.quhao.mutants.network;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Bearer;
import com.cmic.gen.sdk.net.Bearers;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

final class Ipv4AddressesOnly implements Parts {
  @Override
  public Bearers bearers(Bearers reference, Device device) {
    return network -> new Ipv4Bearer(reference.over(network));
  }

  private static final class Ipv4Bearer implements Bearer {
    private final Bearer inner;

    Ipv4Bearer(Bearer inner) {
      this.inner = inner;
    }

    @Override
    public InetAddress[] lookUp(String name) throws IOException {
      List<InetAddress> known = new ArrayList<>();
      for (InetAddress address : inner.lookUp(name)) {
        if (address instanceof Inet4Address) {
          known.add(address);
        }
      }
      return known.toArray(new InetAddress[0]);
    }

    @Override
    public Socket openSocket() throws IOException {
      return inner.openSocket();
    }
  }
}
