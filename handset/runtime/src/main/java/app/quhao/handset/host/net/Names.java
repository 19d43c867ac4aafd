package app.quhao.handset.host.net;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Resolves host names through the relay, on the bearer of the caller. */
public final class Names {
  private final Path relay;
  private final BearerChoice bearers;

  public Names(Path relay, BearerChoice bearers) {
    this.relay = relay;
    this.bearers = bearers;
  }

  /**
   * Replaces the JDK's resolver. JDK 17 has no interface for this (JDK 18 added
   * InetAddressResolverProvider), so the private field is set: --add-opens
   * java.base/java.net=ALL-UNNAMED.
   */
  public void install() throws ReflectiveOperationException {
    Class<?> service = Class.forName("java.net.InetAddress$NameService");
    Object ours =
        Proxy.newProxyInstance(
            InetAddress.class.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> answer(method, arguments));
    Field field = InetAddress.class.getDeclaredField("nameService");
    field.setAccessible(true);
    field.set(null, ours);
  }

  private Object answer(Method method, Object[] arguments) throws UnknownHostException {
    return switch (method.getName()) {
      case "lookupAllHostAddr" -> lookUp(bearers.ofProcess(), (String) arguments[0]);
      // Called only by getHostName() of an address without a name, which falls back to the address
      // text.
      case "getHostByAddr" -> throw new UnknownHostException();
      default -> method.getName();
    };
  }

  public InetAddress[] lookUp(String bearer, String host) throws UnknownHostException {
    NetworkGuard.onNetwork();
    if (host.equalsIgnoreCase("localhost")) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(relay))) {
      Frame.of(Frame.RESOLVE, Map.of("bearer", bearer, "host", host)).writeTo(channel);
      Frame answer = Frame.readFrom(channel);
      if (answer == null || answer.type() != Frame.RESOLVED) {
        throw new IOException("Relay answered " + answer + " to a RESOLVE.");
      }
      return addresses(host, answer.json());
    } catch (UnknownHostException e) {
      throw e;
    } catch (IOException e) {
      UnknownHostException unknown = new UnknownHostException(host);
      unknown.initCause(e);
      throw unknown;
    }
  }

  private static InetAddress[] addresses(String host, Map<String, Object> resolved)
      throws UnknownHostException {
    if (!(resolved.get("addresses") instanceof List<?> texts) || texts.isEmpty()) {
      // The message of libcore.
      throw new UnknownHostException(
          "Unable to resolve host \"" + host + "\": No address associated with hostname");
    }
    InetAddress[] addresses = new InetAddress[texts.size()];
    for (int i = 0; i < addresses.length; i++) {
      byte[] bytes = InetAddress.getByName(String.valueOf(texts.get(i))).getAddress();
      addresses[i] = InetAddress.getByAddress(host, bytes);
    }
    return addresses;
  }
}
