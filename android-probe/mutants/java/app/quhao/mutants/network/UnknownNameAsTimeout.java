package app.quhao.mutants.network;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Bearer;
import com.cmic.gen.sdk.net.Bearers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

final class UnknownNameAsTimeout implements Parts {
  @Override
  public Bearers bearers(Bearers reference, Device device) {
    return network ->
        new Bearer() {
          private final Bearer own = reference.over(network);

          @Override
          public InetAddress[] lookUp(String name) throws IOException {
            try {
              return own.lookUp(name);
            } catch (UnknownHostException error) {
              throw new SocketTimeoutException(error.getMessage());
            }
          }

          @Override
          public Socket openSocket() throws IOException {
            return own.openSocket();
          }
        };
  }
}
