package app.quhao.variants.net;

import android.net.Network;
import com.cmic.gen.sdk.net.Bearer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;

/** A bearer that opens URLs as well. */
final class UrlBearer implements Bearer {
  private final Bearer inner;
  private final Network network;

  UrlBearer(Bearer inner, Network network) {
    this.inner = inner;
    this.network = network;
  }

  HttpURLConnection open(URL url) throws IOException {
    return (HttpURLConnection) network.openConnection(url);
  }

  @Override
  public InetAddress[] lookUp(String name) throws IOException {
    return inner.lookUp(name);
  }

  @Override
  public Socket openSocket() throws IOException {
    return inner.openSocket();
  }
}
