package app.quhao.handset.device.shadow;

import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.ServiceConnection;
import android.os.Build;
import android.os.Handler;
import android.os.UserHandle;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.service.AppServices;
import app.quhao.handset.device.service.AppServices.Caller;
import java.util.concurrent.Executor;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadows.ShadowContextImpl;
import org.robolectric.util.ReflectionHelpers;

/** Starts and binds services. The framework's public methods lead to the three at the end. */
@Implements(className = ShadowContextImpl.CLASS_NAME)
public class ServiceContextShadow extends ShadowContextImpl {
  @RealObject private Context realContext;

  @Implementation
  @Override
  protected ComponentName startService(Intent service) {
    return startServiceCommon(service, false, null);
  }

  @Implementation
  @Override
  protected ComponentName startServiceAsUser(Intent service, UserHandle user) {
    return startServiceCommon(service, false, user);
  }

  @Implementation
  @Override
  protected ComponentName startForegroundService(Intent service) {
    return startServiceCommon(service, true, null);
  }

  @Implementation
  @Override
  protected boolean stopService(Intent service) {
    return stopServiceCommon(service, null);
  }

  @Implementation
  @Override
  protected boolean bindService(Intent service, ServiceConnection connection, int flags) {
    return bindServiceCommon(service, connection, flags, null, null, null, null);
  }

  @Implementation
  @Override
  protected boolean bindService(
      Intent service, int flags, Executor executor, ServiceConnection connection) {
    return bindServiceCommon(service, connection, flags, null, null, executor, null);
  }

  @Implementation
  @Override
  protected boolean bindServiceAsUser(
      Intent service, ServiceConnection connection, int flags, UserHandle user) {
    return bindServiceCommon(service, connection, flags, null, null, null, user);
  }

  @Implementation
  @Override
  protected void unbindService(ServiceConnection connection) {
    if (connection == null) {
      throw new IllegalArgumentException("connection is null");
    }
    services().unbind(new Caller(outerContext(), connection));
  }

  @Implementation
  protected ComponentName startServiceCommon(
      Intent service, boolean requireForeground, UserHandle user) {
    requireExplicit(service);
    return services().start(service, requireForeground);
  }

  @Implementation
  protected boolean stopServiceCommon(Intent service, UserHandle user) {
    requireExplicit(service);
    return services().stop(service);
  }

  @Implementation
  protected boolean bindServiceCommon(
      Intent service,
      ServiceConnection connection,
      long flags,
      String instanceName,
      Handler handler,
      Executor executor,
      UserHandle user) {
    if (connection == null) {
      throw new IllegalArgumentException("connection is null");
    }
    requireExplicit(service);
    return services()
        .bind(
            new Caller(outerContext(), connection),
            service,
            flags,
            executor == null && handler != null ? handler::post : executor);
  }

  /** ContextImpl.validateServiceIntent of AOSP, which Robolectric replaces. */
  private void requireExplicit(Intent service) {
    if (service.getComponent() == null
        && service.getPackage() == null
        && realContext.getApplicationInfo().targetSdkVersion >= Build.VERSION_CODES.LOLLIPOP) {
      throw new IllegalArgumentException("Service Intent must be explicit: " + service);
    }
  }

  final Context outerContext() {
    return ReflectionHelpers.getField(realContext, "mOuterContext");
  }

  private static AppServices services() {
    return Handset.current().services().appServices();
  }
}
