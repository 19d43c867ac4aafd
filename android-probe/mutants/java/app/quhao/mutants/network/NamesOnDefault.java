package app.quhao.mutants.network;

import android.net.Network;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Bearer;
import com.cmic.gen.sdk.net.Bearers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

final class NamesOnDefault implements Parts {
  @Override
  public Bearers bearers(Bearers reference, Device device) {
    return network ->
        new Bearer() {
          private final Bearer own = reference.over(network);

          @Override
          public InetAddress[] lookUp(String name) throws IOException {
            Network other = device.defaultNetwork();
            return other == null ? own.lookUp(name) : other.getAllByName(name);
          }

          @Override
          public Socket openSocket() throws IOException {
            return own.openSocket();
          }
        };
  }
}
