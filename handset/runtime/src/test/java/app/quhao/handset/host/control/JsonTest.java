package app.quhao.handset.host.control;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public final class JsonTest {
  @Test
  public void readsEveryKindOfValue() {
    assertEquals(
        Arrays.asList(1L, -2.5, 1e3, true, false, null, "x", List.of(), Map.of("k", "v")),
        Json.read(" [1, -2.5, 1e3, true, false, null, \"x\", [], {\"k\" : \"v\"}] "));
  }

  @Test
  public void keepsTheOrderOfKeys() {
    assertEquals("[b, a]", Json.readObject("{\"b\":1,\"a\":2}").keySet().toString());
  }

  @Test
  public void readsEscapes() {
    assertEquals(
        "\"\\/\b\f\n\r\t一😀", Json.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u4e00\\ud83d\\ude00\""));
  }

  @Test
  public void rejectsInvalidJson() {
    for (String text :
        List.of(
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "{a:1}",
            "01",
            "1.",
            "+1",
            "tru",
            "\"\n\"",
            "\"\\x\"",
            "1 2",
            "\"\\u12g4\"",
            "nul")) {
      assertThrows(text, IllegalArgumentException.class, () -> Json.read(text));
    }
  }

  @Test
  public void rejectsExcessiveDepth() {
    String deep = "[".repeat(100_000);
    assertThrows(IllegalArgumentException.class, () -> Json.read(deep));
  }

  @Test
  public void writesOneLine() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a\"\\\n\u0001一");
    value.put("list", Arrays.asList(1, 2L, 1.5, true, null));
    assertEquals(
        "{\"text\":\"a\\\"\\\\\\n\\u0001一\",\"list\":[1,2,1.5,true,null]}", Json.write(value));
  }

  @Test
  public void escapesALoneSurrogateAndKeepsAPair() {
    assertEquals("\"\\ud83d😀\\ude00\"", Json.write("\ud83d😀\ude00"));
  }

  @Test
  public void rejectsNumbersThatJsonDoesNotHave() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Json.write(Double.POSITIVE_INFINITY));
  }
}
