package app.quhao.handset.host.coverage;

import app.quhao.handset.host.control.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the ledger as one line of JSON. Arguments: the API level, the platform's jar, the
 * runtime's jar and Robolectric's jar of shadows.
 */
public final class LedgerMain {
  private static final int JARS = 2;

  private LedgerMain() {}

  public static void main(String[] arguments) throws Exception {
    List<Path> jars = new ArrayList<>();
    for (int i = JARS; i < arguments.length; i++) {
      jars.add(Path.of(arguments[i]));
    }
    String json =
        Json.write(Ledger.of(Path.of(arguments[1]), jars, Integer.parseInt(arguments[0])));
    System.out.write(json.getBytes(StandardCharsets.UTF_8));
    System.out.println();
  }
}
