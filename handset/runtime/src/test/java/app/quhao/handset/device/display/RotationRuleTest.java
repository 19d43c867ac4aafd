package app.quhao.handset.device.display;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public final class RotationRuleTest {
  private static final int AUTO = -1;

  private record Row(String name, int orientation, int locked, int last, int expected) {}

  @Test
  public void followsActivityThenUserThenSensor() {
    List<Row> rows =
        List.of(
            new Row("unspecified, upright", -1, 0, 1, 0),
            new Row("unspecified, locked to landscape", -1, 1, 0, 1),
            new Row("unspecified, locked upside down", -1, 2, 0, 2),
            new Row("unspecified, by the sensor", -1, AUTO, 1, 0),
            new Row("portrait over the user's landscape", 1, 1, 1, 0),
            new Row("landscape over the user's portrait", 0, 0, 0, 1),
            new Row("landscape over the user's seascape", 0, 3, 0, 1),
            new Row("reverse portrait", 9, 0, 0, 2),
            new Row("reverse landscape", 8, 0, 0, 3),
            new Row("user landscape, which the user has", 11, 3, 0, 3),
            new Row("user landscape, which the user has not", 11, 0, 0, 1),
            new Row("sensor landscape stays as it is", 6, 0, 3, 3),
            new Row("user portrait stays as it is", 12, 1, 2, 2),
            new Row("full sensor over the user's lock", 10, 1, 1, 0),
            new Row("no sensor", 5, 1, 1, 0),
            new Row("locked", 14, 0, 3, 3));
    for (Row row : rows) {
      int rotation = RotationRule.rotation(row.orientation(), row.locked(), row.last());
      assertEquals(row.name(), row.expected(), rotation);
    }
  }
}
