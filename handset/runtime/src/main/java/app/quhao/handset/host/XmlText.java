package app.quhao.handset.host;

/** Text as the value of an XML 1.0 attribute. */
public final class XmlText {
  private XmlText() {}

  /** Replaces characters that XML does not allow with a full stop, as uiautomator does. */
  public static void append(StringBuilder out, String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isAllowed(c) ? c : '.');
              }
            });
  }

  /** Char of XML 1.0 section 2.2. */
  private static boolean isAllowed(int c) {
    return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000 && c <= 0x10ffff;
  }
}
