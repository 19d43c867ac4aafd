package app.quhao.probe.adapter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import app.quhao.probe.server.ProbeError;
import java.util.Arrays;
import org.junit.Test;

public final class DocumentedApiAdapterTest {
  /** As an SDK whose native library is not there. */
  public static final class Native {
    static {
      System.loadLibrary("no-such-library");
    }

    private Native() {}

    public static Native getInstance() {
      return new Native();
    }
  }

  public static final class Broken {
    static final Integer LENGTH = Integer.valueOf("none");

    private Broken() {}

    public static Broken getInstance() {
      return new Broken();
    }
  }

  private static ProbeError errorOf(String name) {
    return assertThrows(
        ProbeError.class,
        () ->
            DocumentedApiAdapter.makeHelper(
                Arrays.asList("no.such.Helper", DocumentedApiAdapterTest.class.getName() + name),
                null));
  }

  @Test
  public void namesWhatTheLoadingOfTheSdkThrew() {
    ProbeError linked = errorOf("$Native");
    assertEquals("SDK_THREW", linked.type);
    assertEquals(UnsatisfiedLinkError.class, linked.getCause().getClass());
    ProbeError initialised = errorOf("$Broken");
    assertEquals("SDK_THREW", initialised.type);
    assertEquals(NumberFormatException.class, initialised.getCause().getClass());
  }
}
