package app.quhao.handset.device.shadow;

import android.app.PendingIntent;
import android.content.Context;
import android.content.Intent;
import android.os.Build;
import android.os.Bundle;
import android.os.Handler;
import app.quhao.handset.device.Handset;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadows.ShadowPendingIntent;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/**
 * The framework's own check of the flags, which Robolectric leaves out, and broadcasts, which
 * Robolectric keeps to itself.
 */
@Implements(PendingIntent.class)
public final class PendingIntentShadow extends ShadowPendingIntent {
  /** PendingIntent.FLAG_ALLOW_UNSAFE_IMPLICIT_INTENT, which is hidden. */
  private static final int ALLOW_UNSAFE_IMPLICIT_INTENT = 1 << 24;

  @RealObject private PendingIntent pending;

  /** Throws IllegalArgumentException where the flags say nothing about mutability (target 31). */
  private static void check(Context context, Intent intent, int flags, boolean isActivity) {
    ReflectionHelpers.callStaticMethod(
        PendingIntent.class,
        "checkPendingIntent",
        ClassParameter.from(int.class, flags),
        ClassParameter.from(Intent.class, intent),
        ClassParameter.from(Context.class, context),
        ClassParameter.from(boolean.class, isActivity));
    refuseOpenTarget(context, intent, flags);
  }

  /** Whoever gets such an intent could fill in where it goes (target 34, ActivityManagerService). */
  private static void refuseOpenTarget(Context context, Intent intent, int flags) {
    boolean isOpen =
        (flags & PendingIntent.FLAG_MUTABLE) != 0
            && (flags & (PendingIntent.FLAG_NO_CREATE | ALLOW_UNSAFE_IMPLICIT_INTENT)) == 0
            && intent.getComponent() == null
            && intent.getPackage() == null;
    if (isOpen
        && context.getApplicationInfo().targetSdkVersion
            >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
      throw new IllegalArgumentException(
          context.getPackageName()
              + ": Targeting U+ (version 34 and above) disallows creating or retrieving a"
              + " PendingIntent with FLAG_MUTABLE, an implicit Intent within and without"
              + " FLAG_NO_CREATE and FLAG_ALLOW_UNSAFE_IMPLICIT_INTENT for security reasons. To"
              + " retrieve an already existing PendingIntent, use FLAG_NO_CREATE, however, to"
              + " create a new PendingIntent with an implicit Intent use FLAG_IMMUTABLE.");
    }
  }

  @Implementation
  @Override
  protected void send(
      Context context,
      int code,
      Intent more,
      PendingIntent.OnFinished finished,
      Handler handler,
      String permission,
      Bundle options)
      throws PendingIntent.CanceledException {
    if (!isBroadcastIntent()) {
      super.send(context, code, more, finished, handler, permission, options);
      return;
    }
    if (isCanceled()) {
      throw new PendingIntent.CanceledException();
    }
    Intent intent = new Intent(getSavedIntent());
    if (more != null && !isImmutable()) {
      intent.fillIn(more, getFlags());
    }
    if ((getFlags() & PendingIntent.FLAG_ONE_SHOT) != 0) {
      pending.cancel();
    }
    getSavedContext().sendBroadcast(intent, permission);
    if (finished != null) {
      Handler end = handler == null ? Handset.current().services().mainThread().handler() : handler;
      end.post(() -> finished.onSendFinished(pending, intent, code, null, null));
    }
  }

  @Implementation
  protected static PendingIntent getActivity(
      Context context, int requestCode, Intent intent, int flags) {
    return getActivity(context, requestCode, intent, flags, null);
  }

  @Implementation
  protected static PendingIntent getActivity(
      Context context, int requestCode, Intent intent, int flags, Bundle options) {
    check(context, intent, flags, true);
    return ShadowPendingIntent.getActivity(context, requestCode, intent, flags, options);
  }

  @Implementation
  protected static PendingIntent getActivities(
      Context context, int requestCode, Intent[] intents, int flags) {
    return getActivities(context, requestCode, intents, flags, null);
  }

  @Implementation
  protected static PendingIntent getActivities(
      Context context, int requestCode, Intent[] intents, int flags, Bundle options) {
    for (Intent intent : intents) {
      check(context, intent, flags, true);
    }
    return ShadowPendingIntent.getActivities(context, requestCode, intents, flags, options);
  }

  @Implementation
  protected static PendingIntent getBroadcast(
      Context context, int requestCode, Intent intent, int flags) {
    check(context, intent, flags, false);
    return ShadowPendingIntent.getBroadcast(context, requestCode, intent, flags);
  }

  @Implementation
  protected static PendingIntent getService(
      Context context, int requestCode, Intent intent, int flags) {
    check(context, intent, flags, false);
    return ShadowPendingIntent.getService(context, requestCode, intent, flags);
  }

  @Implementation
  protected static PendingIntent getForegroundService(
      Context context, int requestCode, Intent intent, int flags) {
    check(context, intent, flags, false);
    return ShadowPendingIntent.getForegroundService(context, requestCode, intent, flags);
  }
}
