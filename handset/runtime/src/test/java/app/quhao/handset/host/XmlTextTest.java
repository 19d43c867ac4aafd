package app.quhao.handset.host;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public final class XmlTextTest {
  @Test
  public void escapesCharactersThatAnAttributeCannotContain() {
    assertEquals("&lt;a b=&quot;&apos;&amp;&quot;&gt;&#10;&#9;", escaped("<a b=\"'&\">\n\t"));
  }

  @Test
  public void keepsChineseAndCharactersBeyondThe16BitPlane() {
    assertEquals("一键登录😀", escaped("一键登录😀"));
  }

  @Test
  public void replacesCharactersThatXmlForbids() {
    assertEquals("a..b", escaped("a\u0000\ufffeb"));
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    XmlText.append(out, text);
    return out.toString();
  }
}
