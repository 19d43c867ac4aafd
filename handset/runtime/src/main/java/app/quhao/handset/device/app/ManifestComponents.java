package app.quhao.handset.device.app;

import android.app.Application;
import android.content.ComponentName;
import android.content.ContentProvider;
import android.content.IntentFilter;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager.NameNotFoundException;
import android.content.pm.ProviderInfo;
import app.quhao.handset.device.broadcast.Broadcasts;
import java.util.List;
import org.robolectric.Robolectric;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowContentResolver;
import org.robolectric.shadows.ShadowPackageManager;

/**
 * Creates the providers of the manifest before Application.onCreate, as on a phone, and declares its
 * receivers.
 */
final class ManifestComponents {
  private final Application application;
  private final Broadcasts broadcasts;
  private final PackageProcesses processes;

  ManifestComponents(
      Application application, Broadcasts broadcasts, PackageProcesses processes) {
    this.application = application;
    this.broadcasts = broadcasts;
    this.processes = processes;
  }

  void createProviders(PackageInfo info) throws ReflectiveOperationException {
    if (info.providers == null) {
      return;
    }
    for (ProviderInfo provider : info.providers) {
      if (processes.isOwn(provider) || provider.multiprocess) {
        Robolectric.buildContentProvider(
                Class.forName(provider.name).asSubclass(ContentProvider.class))
            .create(provider);
      } else {
        standIn(provider);
      }
    }
  }

  private void standIn(ProviderInfo provider) {
    ContentProvider stand = new ElsewhereProvider(processes, provider);
    stand.attachInfo(application, provider);
    for (String authority : provider.authority.split(";")) {
      ShadowContentResolver.registerProviderInternal(authority, stand);
    }
  }

  void declareReceivers(PackageInfo info) throws NameNotFoundException {
    if (info.receivers == null) {
      return;
    }
    for (ActivityInfo receiver : info.receivers) {
      if (receiver.enabled) {
        broadcasts.declare(receiver, filters(receiver));
      }
    }
  }

  private List<IntentFilter> filters(ActivityInfo receiver) throws NameNotFoundException {
    ShadowPackageManager packages = Shadow.extract(application.getPackageManager());
    return packages.getIntentFiltersForReceiver(
        new ComponentName(receiver.packageName, receiver.name));
  }
}
