package app.quhao.handset.device.app;

import android.app.Application;
import android.content.BroadcastReceiver;
import android.content.ComponentName;
import android.content.ContentProvider;
import android.content.Context;
import android.content.IntentFilter;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager.NameNotFoundException;
import android.content.pm.ProviderInfo;
import java.util.List;
import org.robolectric.Robolectric;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowPackageManager;

/**
 * Creates the providers and receivers of the manifest before Application.onCreate, as on a phone.
 */
final class ManifestComponents {
  private final Application application;

  ManifestComponents(Application application) {
    this.application = application;
  }

  void createProviders(PackageInfo info) throws ReflectiveOperationException {
    if (info.providers == null) {
      return;
    }
    for (ProviderInfo provider : info.providers) {
      Robolectric.buildContentProvider(
              Class.forName(provider.name).asSubclass(ContentProvider.class))
          .create(provider);
    }
  }

  /**
   * Creates one instance per receiver for the life of the process. A phone creates one per
   * broadcast.
   */
  void registerReceivers(PackageInfo info)
      throws ReflectiveOperationException, NameNotFoundException {
    if (info.receivers == null) {
      return;
    }
    for (ActivityInfo receiver : info.receivers) {
      BroadcastReceiver object =
          Class.forName(receiver.name)
              .asSubclass(BroadcastReceiver.class)
              .getConstructor()
              .newInstance();
      for (IntentFilter filter : filters(receiver)) {
        application.registerReceiver(
            object,
            filter,
            receiver.exported ? Context.RECEIVER_EXPORTED : Context.RECEIVER_NOT_EXPORTED);
      }
    }
  }

  /**
   * A receiver without a filter gets an empty one, so that an explicit intent matches its class.
   */
  private List<IntentFilter> filters(ActivityInfo receiver) throws NameNotFoundException {
    ShadowPackageManager packages = Shadow.extract(application.getPackageManager());
    List<IntentFilter> filters =
        packages.getIntentFiltersForReceiver(
            new ComponentName(receiver.packageName, receiver.name));
    return filters.isEmpty() ? List.of(new IntentFilter()) : filters;
  }
}
