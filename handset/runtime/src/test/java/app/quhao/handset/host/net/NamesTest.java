package app.quhao.handset.host.net;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class NamesTest {
  @Rule public final Timeout timeout = Timeout.seconds(20);

  @Test
  public void asksTheRelayForTheBearer() throws Exception {
    try (TestRelay relay =
        new TestRelay(
            (request, channel) ->
                Frame.of(Frame.RESOLVED, Map.of("addresses", List.of("198.18.0.7")))
                    .writeTo(channel))) {
      Names names = new Names(relay.path(), new BearerChoice());
      assertEquals("cm.test/198.18.0.7", names.lookUp("cellular", "cm.test")[0].toString());
      assertEquals(Map.of("bearer", "cellular", "host", "cm.test"), relay.requests.take());
    }
  }

  @Test
  public void failsForANameThatTheRelayDoesNotKnow() throws Exception {
    try (TestRelay relay =
        new TestRelay(
            (request, channel) ->
                Frame.of(Frame.RESOLVED, Map.of("error", "UNKNOWN_HOST")).writeTo(channel))) {
      Names names = new Names(relay.path(), new BearerChoice());
      assertThrows(UnknownHostException.class, () -> names.lookUp("wifi", "nope.test"));
    }
  }

  @Test
  public void resolvesLocalhostWithoutTheRelay() throws Exception {
    Names names = new Names(null, new BearerChoice());
    assertEquals("127.0.0.1", names.lookUp("wifi", "LocalHost")[0].getHostAddress());
  }
}
