package app.quhao.handset.host.coverage;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public final class CallPermissionsTest {
  @Test
  public void theTableOfTheRuntimeIsReadable() {
    CallPermissions table = CallPermissions.load(10_100);
    assertTrue(table.has("android.telephony.TelephonyManager", "getDataNetworkType"));
    assertFalse(table.has("android.telephony.TelephonyManager", "getSimOperator"));
  }

  @Test
  public void aMethodHasOneRow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> CallPermissions.parse(List.of("a.B.c: VIBRATE", "a.B.c: WAKE_LOCK"), 1));
  }

  @Test
  public void aCallThatIsNoAppsIsNotAsked() {
    CallPermissions table = CallPermissions.parse(List.of("a.B.c: VIBRATE"), 1);
    table.ask(permission -> false);
    table.check();
  }
}
