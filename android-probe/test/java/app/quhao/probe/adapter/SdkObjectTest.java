package app.quhao.probe.adapter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

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
