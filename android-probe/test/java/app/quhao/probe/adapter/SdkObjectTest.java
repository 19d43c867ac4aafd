package app.quhao.probe.adapter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import android.app.Application;
import app.quhao.probe.server.ProbeError;
import java.util.Comparator;
import org.junit.Test;

public final class SdkObjectTest {
  /** Not public, as a minified SDK's parent: javac gives its public child bridges. */
  static class Parent {
    public String delScrip() {
      return "deleted";
    }
  }

  public static final class Helper extends Parent implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
      return 0;
    }
  }

  public static final class MadeWithApplication {
    public MadeWithApplication(Application application) {}
  }

  @Test
  public void isMadeWithTheApplicationWhereItsConstructorWantsOne() throws Exception {
    SdkObject made = SdkObject.made(MadeWithApplication.class, new Application());
    assertEquals(MadeWithApplication.class.getName(), made.typeName());
  }

  @Test
  public void saysWhichConstructorIsMissing() {
    ProbeError error =
        assertThrows(ProbeError.class, () -> SdkObject.made(String.class, new Application()));
    assertEquals("UNSUPPORTED", error.type);
    assertTrue(error.getMessage(), error.getMessage().contains("java.lang.String(Context)"));
  }

  private final SdkObject helper = new SdkObject(Helper.class, new Helper());

  @Test
  public void hasTheMethodsOfAParentThatIsNotPublic() throws Exception {
    assertTrue(helper.has("delScrip"));
    assertEquals("deleted", helper.call(helper.method("delScrip", "()", types -> true)));
  }

  @Test
  public void leavesOutABridgeThatRepeatsAMethod() {
    assertEquals(1, helper.methods("compare").size());
    assertEquals(String.class, helper.methods("compare").get(0).getParameterTypes()[0]);
  }
}
