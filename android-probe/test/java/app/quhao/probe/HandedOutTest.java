package app.quhao.probe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import android.os.Bundle;
import java.io.Serializable;
import org.junit.Test;

public final class HandedOutTest {
  private static final String PAGE = "the intent of a.Page";

  private static final class Unreadable implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("not to be read");
    }
  }

  @Test
  public void noteWhatBundlesHold() {
    Bundle inner = new Bundle();
    inner.putString("token", "secret-1");
    Bundle bundle = new Bundle();
    bundle.putBundle("inner", inner);
    bundle.putByteArray("bytes", new byte[] {'s', '2'});
    HandedOut handedOut = new HandedOut();
    handedOut.add(PAGE, bundle);
    handedOut.add(PAGE, null);
    String text = handedOut.texts().get(PAGE);
    assertTrue(text, text.contains("token=secret-1") && text.contains("bytes=s2"));
    handedOut.forget();
    assertTrue(handedOut.texts().isEmpty());
  }

  @Test
  public void whatCannotBeReadDoesNotReachTheApp() {
    Bundle bundle = new Bundle();
    bundle.putSerializable("odd", new Unreadable());
    HandedOut handedOut = new HandedOut();
    handedOut.add(PAGE, bundle);
    assertEquals(
        "cannot be read: java.lang.IllegalStateException\n", handedOut.texts().get(PAGE));
  }
}
