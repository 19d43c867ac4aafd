package app.quhao.probe.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public final class ArgumentTypesTest {
  @Test
  public void numbersFitEveryTypeOfNumberThatATableNeeds() throws Exception {
    assertEquals(3, ArgumentTypes.fit(int.class, 3L, "3"));
    assertEquals(3L, ArgumentTypes.fit(long.class, 3, "3"));
    assertEquals(3.0, ArgumentTypes.fit(double.class, 3, "3"));
    assertEquals(1.5, ArgumentTypes.fit(Double.class, 1.5, "1.5"));
    assertEquals(1.5f, ArgumentTypes.fit(float.class, 1.5, "1.5"));
    assertEquals("3", ArgumentTypes.fit(String.class, 3, "3"));
  }

  @Test
  public void whatDoesNotFitIsAMisfit() {
    assertThrows(MisfitException.class, () -> ArgumentTypes.fit(boolean.class, 1, "1"));
  }
}
