package app.quhao.handset.device.toast;

import android.app.Application;
import android.app.INotificationManager;
import android.app.ITransientNotificationCallback;
import android.content.Context;
import android.content.res.Resources;
import android.os.Binder;
import android.os.IBinder;
import android.os.ServiceManager;
import android.view.ContextThemeWrapper;
import android.view.View;
import android.view.accessibility.IAccessibilityManager;
import android.widget.ToastPresenter;
import org.robolectric.RuntimeEnvironment;

/**
 * A text toast that the system draws with the framework's own layout, as ToastUI of SystemUI does.
 */
final class TextToast implements ToastRecord {
  private final IBinder token;
  private final CharSequence text;
  private final int duration;
  private final ITransientNotificationCallback callback;
  private final ToastPresenter presenter;
  private final Context context;

  TextToast(
      INotificationManager notifications,
      IBinder token,
      CharSequence text,
      int duration,
      ITransientNotificationCallback callback) {
    this.token = token;
    this.text = text;
    this.duration = duration;
    this.callback = callback;
    Application application = RuntimeEnvironment.getApplication();
    context =
        new ContextThemeWrapper(application, android.R.style.Theme_DeviceDefault_DayNight);
    presenter =
        new ToastPresenter(
            context,
            IAccessibilityManager.Stub.asInterface(
                ServiceManager.getService(Context.ACCESSIBILITY_SERVICE)),
            notifications,
            application.getPackageName());
  }

  @Override
  public IBinder token() {
    return token;
  }

  @Override
  public int duration() {
    return duration;
  }

  @Override
  public void show() {
    View view = ToastPresenter.getTextToastView(context, text);
    Resources resources = context.getResources();
    int gravity = resources.getInteger(platformId("integer", "config_toastDefaultGravity"));
    int offset = resources.getDimensionPixelSize(platformId("dimen", "toast_y_offset"));
    presenter.show(view, token, new Binder(), duration, gravity, 0, offset, 0, 0, callback);
  }

  /** Ids of private platform resources differ by API level. */
  private static int platformId(String type, String name) {
    return Resources.getSystem().getIdentifier(name, type, "android");
  }

  @Override
  public void hide() {
    presenter.hide(callback);
  }
}
