package com.cmic.gen.sdk.cache;

import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.wire.Hex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Whose a scrip is (SEC-06): two keys are equal only where app id, app key and SIM are. The app's
 * certificate needs no part in it: Android gives the file to no app that is signed by another.
 */
public interface ScripKeys {
  default String of(AppCredentials app, Sim sim) {
    return app.appId
        + '/'
        + fingerprint(app.appKey)
        + '/'
        + sim.subscription
        + '/'
        + sim.operator;
  }

  /** The app key itself must not stand in a file. */
  static String fingerprint(String appKey) {
    try {
      byte[] bytes = String.valueOf(appKey).getBytes(StandardCharsets.UTF_8);
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, 16);
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every Android has SHA-256", error);
    }
  }
}
