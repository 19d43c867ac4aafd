package app.quhao.probe.server;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Collections;
import org.json.JSONObject;
import org.junit.Test;

/** What a client of Mobly's snippet protocol is answered. */
public class SnippetDispatcherTest {
  /** Gives back what it was given. */
  private static final class Echo implements Command {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String params() {
      return "text";
    }

    @Override
    public String text() {
      return "gives the text back";
    }

    @Override
    public Object run(Params params) throws ProbeError {
      return params.only("text").text("text");
    }
  }

  private final SnippetDispatcher snippets =
      new SnippetDispatcher(Collections.singletonList(new Echo()));

  private JSONObject answer(String line) {
    return snippets.answer(line).json;
  }

  @Test
  public void theHandshakeOpensTheOnlySession() throws Exception {
    JSONObject answer = answer("{\"cmd\":\"initiate\",\"uid\":-1}");
    assertTrue(answer.getBoolean("status"));
    assertEquals(1, answer.getInt("uid"));
  }

  @Test
  public void paramsComeByNameOrAsOneObject() throws Exception {
    String named = "{\"id\":3,\"method\":\"echo\",\"params\":[],\"kwargs\":{\"text\":\"a\"}}";
    assertEquals("a", answer(named).getString("result"));
    assertEquals(3, answer(named).getInt("id"));
    assertTrue(answer(named).isNull("error") && answer(named).isNull("callback"));
    assertEquals(
        "b",
        answer("{\"id\":4,\"method\":\"echo\",\"params\":[{\"text\":\"b\"}]}").getString("result"));
  }

  @Test
  public void anErrorIsItsTypeAndMessage() throws Exception {
    assertEquals(
        "BAD_REQUEST: text is missing",
        answer("{\"id\":5,\"method\":\"echo\",\"params\":[]}").getString("error"));
    assertTrue(
        answer("{\"id\":6,\"method\":\"sing\",\"params\":[]}")
            .getString("error")
            .startsWith("UNKNOWN_METHOD"));
    assertTrue(
        answer("{\"id\":7,\"method\":\"echo\",\"params\":[1,2]}")
            .getString("error")
            .startsWith("BAD_REQUEST"));
  }
}
