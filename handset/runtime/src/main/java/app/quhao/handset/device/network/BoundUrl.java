package app.quhao.handset.device.network;

import app.quhao.handset.device.Handset;
import app.quhao.handset.host.net.BearerCall;
import app.quhao.handset.host.net.BearerChoice;
import app.quhao.handset.host.net.BearerHttpConnection;
import app.quhao.handset.host.net.BearerHttpsConnection;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import javax.net.ssl.HttpsURLConnection;

/** Network.openConnection: the JDK's connection, whose sockets and look-ups take the network. */
public final class BoundUrl {
  private BoundUrl() {}

  public static URLConnection open(URL url, Proxy proxy, String bearer) throws IOException {
    BearerChoice bearers = Handset.current().seam().network().bearers();
    BearerCall call = new BearerCall(bearers, bearer);
    URLConnection connection = url.openConnection(proxy);
    if (connection instanceof HttpsURLConnection https) {
      return new BearerHttpsConnection(https, call);
    }
    if (connection instanceof HttpURLConnection http) {
      return new BearerHttpConnection(http, call);
    }
    throw new MalformedURLException("Invalid URL or unrecognized protocol " + url.getProtocol());
  }
}
