package app.quhao.handset.device.shadow;

import android.app.PendingIntent;
import android.content.Context;
import android.content.Intent;
import android.os.Bundle;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowPendingIntent;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** The framework's own check of the flags, which Robolectric leaves out. */
@Implements(PendingIntent.class)
public final class PendingIntentShadow extends ShadowPendingIntent {
  /** Throws IllegalArgumentException where the flags say nothing about mutability (target 31). */
  private static void check(Context context, Intent intent, int flags, boolean isActivity) {
    ReflectionHelpers.callStaticMethod(
        PendingIntent.class,
        "checkPendingIntent",
        ClassParameter.from(int.class, flags),
        ClassParameter.from(Intent.class, intent),
        ClassParameter.from(Context.class, context),
        ClassParameter.from(boolean.class, isActivity));
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
