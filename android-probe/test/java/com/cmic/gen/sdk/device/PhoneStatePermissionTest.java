package com.cmic.gen.sdk.device;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import android.content.pm.PackageInfo;
import com.cmic.gen.sdk.policy.Failure;
import org.junit.Test;

public final class PhoneStatePermissionTest {
  private static final String PHONE_STATE = "android.permission.READ_PHONE_STATE";
  private static final String INTERNET = "android.permission.INTERNET";
  private static final int GRANTED = PackageInfo.REQUESTED_PERMISSION_GRANTED;

  @Test
  public void isNotRefusedToAnAppThatDoesNotAskForIt() {
    assertFalse(PhoneStatePermission.isRefused(new PackageInfo()));
    assertFalse(PhoneStatePermission.isRefused(asking(new String[] {INTERNET}, 0)));
  }

  @Test
  public void isRefusedToAnAppThatAsksAndDoesNotHoldIt() {
    assertTrue(PhoneStatePermission.isRefused(asking(new String[] {PHONE_STATE}, 0)));
    String[] both = {INTERNET, PHONE_STATE};
    assertTrue(PhoneStatePermission.isRefused(asking(both, GRANTED, 0)));
    int neverForLocation = PackageInfo.REQUESTED_PERMISSION_NEVER_FOR_LOCATION;
    assertTrue(PhoneStatePermission.isRefused(asking(both, GRANTED, neverForLocation)));
  }

  @Test
  public void isNotRefusedToAnAppThatHoldsIt() {
    String[] both = {INTERNET, PHONE_STATE};
    assertFalse(PhoneStatePermission.isRefused(asking(both, GRANTED, GRANTED)));
    assertFalse(PhoneStatePermission.isRefused(asking(both, 0, GRANTED)));
  }

  @Test
  public void hasACodeOfItsOwn() {
    assertEquals("200005", Failure.PERMISSION_REFUSED.code.code);
  }

  private static PackageInfo asking(String[] permissions, int... flags) {
    PackageInfo info = new PackageInfo();
    info.requestedPermissions = permissions;
    info.requestedPermissionsFlags = flags;
    return info;
  }
}
