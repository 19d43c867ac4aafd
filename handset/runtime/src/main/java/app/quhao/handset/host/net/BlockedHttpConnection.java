package app.quhao.handset.host.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/**
 * A connection that the app's network security configuration forbids: opened, but never connected.
 */
final class BlockedHttpConnection extends HttpURLConnection {
  BlockedHttpConnection(URL url) {
    super(url);
  }

  private IOException refusal() {
    // As Android words it.
    return new IOException("Cleartext HTTP traffic to " + getURL().getHost() + " not permitted");
  }

  @Override
  public void connect() throws IOException {
    throw refusal();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    throw refusal();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw refusal();
  }

  @Override
  public int getResponseCode() throws IOException {
    throw refusal();
  }

  @Override
  public void disconnect() {
    // Was never connected.
  }

  @Override
  public boolean usingProxy() {
    return false;
  }
}
