package app.quhao.variants;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import app.quhao.Clauses;
import app.quhao.mutants.Mutant;
import app.quhao.mutants.Mutants;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

/** Lint of the table. */
public final class VariantsTest {
  /** Issue 10, point 7. */
  private static final int LEAST = 15;

  @Test
  public void idsAreUniqueAndInStyle() {
    Set<String> ids = new HashSet<>();
    for (Mutant row : Mutants.ROWS) {
      ids.add(row.id);
    }
    int right = 0;
    for (Variant row : Variants.ROWS) {
      assertTrue(row.id, row.id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
      assertTrue(row.id + " stands twice", ids.add(row.id));
      assertTrue(row.id, !row.text.endsWith(".") && row.text.length() > 10);
      right += row.fails.isEmpty() ? 1 : 0;
    }
    assertTrue(right + " right variants", right >= LEAST);
  }

  @Test
  public void everyVariantNamesClausesOfTheGuide() throws Exception {
    Set<String> clauses = Clauses.ids();
    for (Variant row : Variants.ROWS) {
      assertFalse(row.id + " touches no clause", row.clauses.isEmpty());
      assertTrue(row.id + " touches " + row.clauses, clauses.containsAll(row.clauses));
      assertTrue(row.id + " fails " + row.fails, row.clauses.containsAll(row.fails));
    }
  }

  @Test
  public void makesAVariantByItsId() {
    assertNotNull(Variants.make("image-check-box"));
    assertNotSame(Variants.make("result-string"), Variants.make("result-string"));
    assertNull(Variants.make("perfect"));
  }
}
