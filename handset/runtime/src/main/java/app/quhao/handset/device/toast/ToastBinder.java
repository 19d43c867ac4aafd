package app.quhao.handset.device.toast;

import android.app.INotificationManager;
import android.app.ITransientNotification;
import android.app.ITransientNotificationCallback;
import android.os.IBinder;
import android.util.Log;
import app.quhao.handset.device.activity.ActivityStack;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.robolectric.util.ReflectionHelpers;

/**
 * Implements the methods of INotificationManager that android.widget.Toast calls. They differ by
 * API level. All other methods return null, 0 or false.
 */
public final class ToastBinder {
  private final ToastQueue queue;
  private final ActivityStack activities;

  private ToastBinder(ToastQueue queue, ActivityStack activities) {
    this.queue = queue;
    this.activities = activities;
  }

  public static INotificationManager of(ToastQueue queue, ActivityStack activities) {
    ToastBinder binder = new ToastBinder(queue, activities);
    return (INotificationManager)
        Proxy.newProxyInstance(
            INotificationManager.class.getClassLoader(),
            new Class<?>[] {INotificationManager.class},
            (proxy, method, arguments) ->
                binder.answer((INotificationManager) proxy, method, arguments));
  }

  private Object answer(INotificationManager self, Method method, Object[] arguments) {
    boolean isQueued =
        switch (method.getName()) {
          case "enqueueTextToast" -> enqueueText(self, arguments);
          case "enqueueToast" -> enqueueView(arguments);
          case "cancelToast" -> cancel(arguments);
          default -> false;
        };
    return method.getReturnType() == boolean.class
        ? isQueued
        : ReflectionHelpers.defaultValueForType(method.getReturnType().getName());
  }

  /** (package, token, text, duration, isUiContext, displayId, callback). */
  private boolean enqueueText(INotificationManager self, Object[] arguments) {
    queue.enqueue(
        new TextToast(
            self,
            (IBinder) arguments[1],
            (CharSequence) arguments[2],
            (int) arguments[3],
            (ITransientNotificationCallback) arguments[6]));
    return true;
  }

  /**
   * (package, token, app, duration, isUiContext, displayId). Since API 30 only for an app in the
   * foreground.
   */
  private boolean enqueueView(Object[] arguments) {
    if (!activities.isInFront()) {
      Log.w(
          "NotificationService",
          "Blocking custom toast from package "
              + arguments[0]
              + " due to package not in the foreground at time the toast was posted");
      return false;
    }
    queue.enqueue(
        new AppToast(
            (IBinder) arguments[1], (ITransientNotification) arguments[2], (int) arguments[3]));
    return true;
  }

  /** (package, token). */
  private boolean cancel(Object[] arguments) {
    queue.cancel((IBinder) arguments[1]);
    return true;
  }
}
