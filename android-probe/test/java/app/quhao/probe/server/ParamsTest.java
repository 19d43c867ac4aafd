package app.quhao.probe.server;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.json.JSONObject;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

public final class ParamsTest {
  private static Params params(String json) throws Exception {
    return new Params(new JSONObject(json));
  }

  @Test
  public void readsWhatIsThere() throws Exception {
    Params read = params("{\"text\":\"a\",\"number\":7,\"list\":[\"x\",\"y\"],\"nothing\":null}");
    assertEquals("a", read.text("text"));
    assertEquals(7, read.number("number"));
    assertArrayEquals(new String[] {"x", "y"}, read.texts("list"));
    assertNull(read.textOrNull("nothing"));
    assertNull(read.textOrNull("absent"));
    assertEquals(3, read.number("absent", 3));
  }

  @Test
  public void refusesByName() throws Exception {
    refuses("extra", () -> params("{\"extra\":1}").only("known"));
    refuses("text", () -> params("{\"text\":1}").text("text"));
    refuses("text", () -> params("{}").text("text"));
    refuses("number", () -> params("{\"number\":\"7\"}").number("number"));
    refuses("list", () -> params("{\"list\":[1]}").texts("list"));
    refuses("object", () -> params("{\"object\":[]}").object("object"));
    refuses("JSON", () -> Params.parse("not json"));
  }

  private static void refuses(String name, ThrowingRunnable action) {
    ProbeError error = assertThrows(ProbeError.class, action);
    assertEquals("BAD_REQUEST", error.type);
    assertTrue(error.getMessage(), error.getMessage().contains(name));
  }
}
