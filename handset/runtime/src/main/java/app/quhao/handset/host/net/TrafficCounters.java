package app.quhao.handset.host.net;

import app.quhao.handset.host.control.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;

/** The relay's counters of bytes, which `cmd quhao radio counters` and `/proc/net/dev` show too. */
public final class TrafficCounters {
  private final Path relay;

  TrafficCounters(Path relay) {
    this.relay = relay;
  }

  /** Bytes of one bearer. */
  public record Bytes(long in, long out) {}

  /** The counters of all apps. */
  public Bytes ofAll(String bearer) {
    return read("all", bearer);
  }

  /** The counters of this app. */
  public Bytes ofOwn(String bearer) {
    return read("own", bearer);
  }

  private Bytes read(String whose, String bearer) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(relay))) {
      Frame.of(Frame.COUNT, Map.of()).writeTo(channel);
      Frame answer = Frame.readFrom(channel);
      if (answer == null || answer.type() != Frame.COUNTED) {
        throw new IOException("Relay answered " + answer + " to a COUNT.");
      }
      Map<String, Object> counters =
          Json.object(Json.object(answer.json().get(whose)).get(bearer));
      return new Bytes(
          ((Number) counters.get("bytesIn")).longValue(),
          ((Number) counters.get("bytesOut")).longValue());
    } catch (IOException e) {
      throw new UncheckedIOException("The relay does not answer", e);
    }
  }
}
