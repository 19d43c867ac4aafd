package com.cmic.gen.sdk.device;

import android.net.Network;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.AppIdentity;

/** What the SDK reads of the device, at the moment of asking. */
public interface Device {
  /** The SIM that carries data. */
  Sim sim();

  /** Null without any network. */
  Network defaultNetwork();

  /** The user's switch is on and the radios may transmit. */
  boolean isMobileDataOn();

  /** Guide 4.1: 0 unknown, 1 mobile data, 2 Wi-Fi, 3 both. */
  String networkType(Sim sim);

  /** Which app this process is. */
  AppIdentity identity() throws FailureException;

  /** The clock that the user can set, as requests have it (WireTime). */
  String wireTime();

  /** DEV-15: the app asks for READ_PHONE_STATE and does not hold it. */
  boolean isPhoneStateRefused();
}
