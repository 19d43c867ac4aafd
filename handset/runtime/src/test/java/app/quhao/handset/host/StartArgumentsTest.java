package app.quhao.handset.host;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import org.junit.Test;

public final class StartArgumentsTest {
  private static final String GIVEN =
      "--control /r/c --run /r --apk /a.apk --classes /a.jar --data /d --home /h --roots"
          + " /r/roots.pem --userRoots /r/user.pem --files own --api 35 --platform /p.jar --uid 10123 --bootNanos 123456789012345 --model M --serial S";

  @Test
  public void readsAllArguments() {
    StartArguments arguments = StartArguments.parse(GIVEN.split(" "));
    assertEquals(Path.of("/r/c"), arguments.control());
    assertEquals(35, arguments.api());
    assertEquals(123456789012345L, arguments.bootNanos());
  }

  @Test
  public void namesTheMissingArgument() {
    String[] given = GIVEN.replace("--uid 10123 ", "").split(" ");
    assertTrue(fault(given).contains("--uid"));
  }

  @Test
  public void namesTheArgumentThatIsNotANumber() {
    assertTrue(fault(GIVEN.replace("35", "many").split(" ")).contains("--api"));
  }

  @Test
  public void rejectsAnArgumentWithoutValue() {
    assertTrue(fault(new String[] {"--run"}).contains("--run"));
  }

  private static String fault(String[] given) {
    return assertThrows(IllegalArgumentException.class, () -> StartArguments.parse(given))
        .getMessage();
  }
}
