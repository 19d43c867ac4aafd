package app.quhao.mutants;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import app.quhao.Clauses;
import com.cmic.gen.sdk.flow.Parts;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Lint of the table. */
public final class MutantsTest {
  /** Issue 10, point 7. */
  private static final int LEAST = 130;

  private static final List<String> METHODS =
      Arrays.asList(
          "getPhoneInfo",
          "loginAuth",
          "mobileAuth",
          "getNetworkType",
          "delScrip",
          "quitAuthActivity");

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
    assertTrue(ids.size() + " mutants", ids.size() >= LEAST);
  }

  @Test
  public void everyMutantBreaksClausesOfTheGuide() throws Exception {
    Set<String> clauses = Clauses.ids();
    for (Mutant row : Mutants.ROWS) {
      assertFalse(row.id + " names no clause", row.clauses.isEmpty());
      for (String clause : row.clauses) {
        assertTrue(row.id + " names " + clause, clauses.contains(clause));
      }
    }
  }

  @Test
  public void everyMutantNamesMethodsOfTheGuide() {
    for (Mutant row : Mutants.ROWS) {
      assertFalse(row.id, row.calls.isEmpty());
      assertTrue(row.id + " names " + row.calls, METHODS.containsAll(row.calls));
    }
  }

  @Test
  public void everyMutantReplacesAPart() {
    for (Mutant row : Mutants.ROWS) {
      assertFalse(row.id + " replaces nothing", replaced(row.make()).isEmpty());
    }
  }

  @Test
  public void everyPartIsReplacedByAMutant() {
    Set<String> parts = new HashSet<>();
    for (Method method : Parts.class.getMethods()) {
      parts.add(method.getName());
    }
    for (Mutant row : Mutants.ROWS) {
      parts.removeAll(replaced(row.make()));
    }
    assertEquals("parts that no mutant gets wrong", new HashSet<String>(), parts);
  }

  @Test
  public void makesAMutantByItsId() {
    assertNotNull(Mutants.make("no-cache"));
    assertNotSame(Mutants.make("no-cache"), Mutants.make("no-cache"));
    assertNull(Mutants.make("perfect"));
  }

  private static Set<String> replaced(Parts parts) {
    Set<String> names = new HashSet<>();
    for (Method method : Parts.class.getMethods()) {
      try {
        parts.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
        names.add(method.getName());
      } catch (NoSuchMethodException error) {
        // The reference SDK's own part.
        continue;
      }
    }
    return names;
  }
}
