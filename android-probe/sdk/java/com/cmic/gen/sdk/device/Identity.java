package com.cmic.gen.sdk.device;

import android.content.Context;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.content.pm.Signature;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.AppIdentity;
import com.cmic.gen.sdk.wire.Hex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which app this process is. */
final class Identity {
  private Identity() {}

  @SuppressWarnings("deprecation") // GET_SIGNING_CERTIFICATES came with API 28.
  static AppIdentity read(Context context) throws FailureException {
    try {
      PackageInfo info =
          context
              .getPackageManager()
              .getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES);
      Signature[] signatures = info.signatures;
      if (signatures == null || signatures.length == 0) {
        throw new FailureException(Failure.INTERNAL, "the package manager names no certificate");
      }
      byte[] digest = MessageDigest.getInstance("MD5").digest(signatures[0].toByteArray());
      return new AppIdentity(context.getPackageName(), Hex.of(digest));
    } catch (PackageManager.NameNotFoundException | NoSuchAlgorithmException error) {
      throw new FailureException(Failure.INTERNAL, error);
    }
  }
}
