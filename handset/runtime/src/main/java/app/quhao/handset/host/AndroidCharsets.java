package app.quhao.handset.host;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.spi.CharsetProvider;
import java.util.Iterator;
import java.util.List;

/** Names of charsets that Android knows and a JDK does not. androidx.test uses this one. */
public final class AndroidCharsets extends CharsetProvider {
  private static final String UTF_8 = "UTF_8";

  @Override
  public Iterator<Charset> charsets() {
    return List.<Charset>of().iterator();
  }

  @Override
  public Charset charsetForName(String name) {
    return name.equalsIgnoreCase(UTF_8) ? StandardCharsets.UTF_8 : null;
  }
}
