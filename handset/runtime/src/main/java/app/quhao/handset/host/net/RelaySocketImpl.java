package app.quhao.handset.host.net;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A client socket of the app. Its bytes go to the relay on the bearer that the socket is bound to.
 */
public final class RelaySocketImpl extends SocketImpl {
  private static final String CLOSED = "Socket closed";

  private final Path relay;
  private final BearerChoice bearers;
  // The JDK reads these back. The relay does not use them.
  private final Map<Integer, Object> options = new HashMap<>();
  private volatile String boundBearer;
  private volatile RelayConnection connection;
  private volatile InetAddress localAddress;
  private volatile int readTimeoutMs;
  private volatile boolean closed;

  RelaySocketImpl(Path relay, BearerChoice bearers) {
    this.relay = relay;
    this.bearers = bearers;
  }

  /** Implements android.net.Network.bindSocket. Takes precedence over the bearer of the process. */
  public void bindToBearer(String bearer) throws SocketException {
    if (connection != null) {
      throw new SocketException("Socket is connected");
    }
    boundBearer = bearer;
  }

  @Override
  protected void create(boolean stream) throws IOException {
    if (!stream) {
      throw new SocketException("The relay does not carry datagrams");
    }
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress address, int port) throws IOException {
    connect(new InetSocketAddress(address, port), 0);
  }

  @Override
  protected void connect(SocketAddress address, int timeoutMs) throws IOException {
    if (!(address instanceof InetSocketAddress target)) {
      throw new IllegalArgumentException("Unsupported address type " + address);
    }
    if (closed) {
      throw new SocketException(CLOSED);
    }
    NetworkGuard.onNetwork();
    String bearer = boundBearer == null ? bearers.ofProcess() : boundBearer;
    this.address = target.getAddress();
    this.port = target.getPort();
    RelayConnection opened = RelayConnection.start(relay, bearer, target, timeoutMs);
    connection = opened;
    if (closed) {
      // Whoever closed it meanwhile saw no connection to close.
      opened.close();
      throw new SocketException(CLOSED);
    }
    RelayConnection.Ends ends = opened.awaitConnected(target, timeoutMs);
    localAddress = ends.local().getAddress();
    localport = ends.local().getPort();
    this.address = ends.remote().getAddress();
  }

  @Override
  protected void bind(InetAddress host, int port) {
    localAddress = host;
    localport = port;
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw new SocketException("The handset's relay sockets do not listen");
  }

  @Override
  protected void accept(SocketImpl s) throws IOException {
    throw new SocketException("The handset's relay sockets do not listen");
  }

  @Override
  protected InputStream getInputStream() throws IOException {
    return new RelayInput(connected());
  }

  @Override
  protected OutputStream getOutputStream() throws IOException {
    return new RelayOutput(connected());
  }

  @Override
  protected int available() throws IOException {
    return connected().available();
  }

  @Override
  protected void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    RelayConnection open = connection;
    if (open == null) {
      return;
    }
    if (Integer.valueOf(0).equals(options.get(SocketOptions.SO_LINGER))) {
      open.reset();
    } else {
      open.close();
    }
  }

  @Override
  protected void shutdownInput() throws IOException {
    connected().shutdownInput();
  }

  @Override
  protected void shutdownOutput() throws IOException {
    connected().shutdownOutput();
  }

  @Override
  protected boolean supportsUrgentData() {
    return false;
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw new SocketException("Urgent data not supported");
  }

  @Override
  protected FileDescriptor getFileDescriptor() {
    return fd;
  }

  @Override
  public void setOption(int option, Object value) throws SocketException {
    if (closed) {
      throw new SocketException(CLOSED);
    }
    if (option == SocketOptions.SO_TIMEOUT) {
      readTimeoutMs = (Integer) value;
    }
    options.put(option, value);
  }

  @Override
  public Object getOption(int option) throws SocketException {
    if (closed) {
      throw new SocketException(CLOSED);
    }
    return switch (option) {
      case SocketOptions.SO_BINDADDR -> localAddress == null ? anyAddress() : localAddress;
      case SocketOptions.SO_TIMEOUT -> readTimeoutMs;
      case SocketOptions.SO_SNDBUF, SocketOptions.SO_RCVBUF -> options.getOrDefault(option, 65536);
      case SocketOptions.SO_LINGER -> options.getOrDefault(option, -1);
      case SocketOptions.IP_TOS -> options.getOrDefault(option, 0);
      default -> options.getOrDefault(option, Boolean.FALSE);
    };
  }

  private static InetAddress anyAddress() throws SocketException {
    try {
      return InetAddress.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new SocketException(e.getMessage());
    }
  }

  private RelayConnection connected() throws SocketException {
    RelayConnection open = connection;
    if (closed || open == null) {
      throw new SocketException(closed ? CLOSED : "Socket is not connected");
    }
    return open;
  }

  private final class RelayInput extends InputStream {
    private final RelayConnection open;

    RelayInput(RelayConnection open) {
      this.open = open;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      java.util.Objects.checkFromIndexSize(offset, length, into.length);
      NetworkGuard.onNetwork();
      return open.read(into, offset, length, readTimeoutMs);
    }

    @Override
    public int available() {
      return open.available();
    }

    @Override
    public void close() throws IOException {
      RelaySocketImpl.this.close();
    }
  }

  private final class RelayOutput extends OutputStream {
    private final RelayConnection open;

    RelayOutput(RelayConnection open) {
      this.open = open;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
      NetworkGuard.onNetwork();
      open.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      RelaySocketImpl.this.close();
    }
  }
}
