package app.quhao.mutants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.policy.Policies;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Lint of the table. */
public final class MutantsTest {
  /** Issue 3, point 6. */
  private static final List<String> PROMISED =
      Arrays.asList(
          "default-network",
          "no-cache",
          "never-times-out",
          "callback-twice",
          "token-before-consent",
          "del-scrip-ignored");

  @Test
  public void idsAreUniqueAndInStyle() {
    Set<String> ids = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Mutant row : Mutants.ROWS) {
      assertTrue(row.id, row.id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
      assertTrue(row.id + " stands twice", ids.add(row.id));
      assertTrue(row.text + " stands twice", texts.add(row.text));
      assertTrue(row.id, !row.text.endsWith(".") && row.text.length() > 10);
    }
    assertTrue(ids.containsAll(PROMISED));
  }

  @Test
  public void everyMutantIsWrongInExactlyOneWay() {
    for (Mutant row : Mutants.ROWS) {
      List<String> overridden = new ArrayList<>();
      for (Method method : row.make().getClass().getDeclaredMethods()) {
        if (!method.isSynthetic() && !method.isBridge()) overridden.add(method.getName());
      }
      assertEquals(row.id + " overrides " + overridden, 1, overridden.size());
    }
  }

  @Test
  public void everyDecisionHasAMutant() {
    Set<String> decisions = new HashSet<>();
    for (Method method : Policies.class.getMethods()) decisions.add(method.getName());
    for (Mutant row : Mutants.ROWS) {
      for (Method method : row.make().getClass().getDeclaredMethods())
        decisions.remove(method.getName());
    }
    assertEquals("decisions that no mutant gets wrong", new HashSet<String>(), decisions);
  }

  @Test
  public void makesAMutantByItsId() {
    assertNotNull(Mutants.make("no-cache"));
    assertNotSame(Mutants.make("no-cache"), Mutants.make("no-cache"));
    assertNull(Mutants.make("perfect"));
  }
}
