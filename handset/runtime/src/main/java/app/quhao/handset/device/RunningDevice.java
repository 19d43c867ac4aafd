package app.quhao.handset.device;

import android.content.pm.parsing.ApkLite;
import android.content.pm.parsing.ApkLiteParseUtils;
import android.content.pm.parsing.result.ParseResult;
import android.content.pm.parsing.result.ParseTypeImpl;
import android.security.keystore2.AndroidKeyStoreProvider;
import com.android.internal.org.bouncycastle.jce.provider.BouncyCastleProvider;
import app.quhao.handset.device.activity.ActivityStack;
import app.quhao.handset.device.alarm.Alarms;
import app.quhao.handset.device.app.AppOutput;
import app.quhao.handset.device.app.AppPermissions;
import app.quhao.handset.device.app.AppStart;
import app.quhao.handset.device.app.DeviceIdentity;
import app.quhao.handset.device.app.PackageProcesses;
import app.quhao.handset.device.broadcast.Broadcasts;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.device.display.DeviceDisplay;
import app.quhao.handset.device.job.Jobs;
import app.quhao.handset.device.keystore.KeystoreService;
import app.quhao.handset.device.network.AndroidHttp;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.network.GlobalProxy;
import app.quhao.handset.device.radio.DeviceRadio;
import app.quhao.handset.device.screen.DeviceWindows;
import app.quhao.handset.device.screen.Screen;
import app.quhao.handset.device.screen.WindowFocus;
import app.quhao.handset.device.service.AppServices;
import app.quhao.handset.device.settings.DeviceSettings;
import app.quhao.handset.device.telephony.TelephonyRegistry;
import app.quhao.handset.device.toast.ToastQueue;
import app.quhao.handset.device.trust.CaStoreProvider;
import app.quhao.handset.device.trust.DeviceRoots;
import app.quhao.handset.host.Device;
import app.quhao.handset.host.DeviceSeam;
import app.quhao.handset.host.guard.DeviceProviders;
import app.quhao.handset.host.net.DeviceInterfaces;
import app.quhao.handset.host.net.NetworkGuard;
import app.quhao.handset.host.StartArguments;
import app.quhao.handset.host.sandbox.Modes;
import dalvik.system.BlockGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.config.ConfigurationRegistry;
import org.robolectric.internal.AndroidSandbox;

/** The complete device side: boots Android and carries out the launcher's methods. */
public final class RunningDevice implements Device {
  private final DeviceSeam seam;
  private final AndroidSandbox sandbox;
  private final DeviceServices services;
  private final Map<String, DeviceMethod> methods;

  public RunningDevice(DeviceSeam seam, AndroidSandbox sandbox) {
    this.seam = seam;
    this.sandbox = sandbox;
    Timers timers = new Timers();
    ProcessDeath death = new ProcessDeath(seam.events(), seam.inputs());
    MainThread main = new MainThread(death);
    DeviceSettings settings = new DeviceSettings();
    PackageProcesses processes =
        new PackageProcesses(seam.arguments().process(), seam.events(), seam.notSupported());
    Broadcasts broadcasts = new Broadcasts(main, processes);
    GlobalProxy proxy = new GlobalProxy(settings, broadcasts);
    ConnectivityService connectivity = new ConnectivityService(timers, proxy);
    AppServices appServices = new AppServices(main, timers, seam.events(), processes);
    Jobs jobs = new Jobs(timers, connectivity, appServices);
    TelephonyRegistry telephony = new TelephonyRegistry(connectivity);
    connectivity.onSettled(telephony::report);
    DeviceRadio radio = new DeviceRadio(connectivity, List.of(DeviceInterfaces::update, telephony::update, state -> jobs.update()));
    AppPermissions permissions = new AppPermissions();
    DeviceDisplay display = new DeviceDisplay(settings, appServices::configurationChanged);
    AppStart start = new AppStart(seam, radio, connectivity, permissions, broadcasts, processes);
    ActivityStack activities = new ActivityStack(main, seam.events(), display, processes);
    DeviceWindows windows = new DeviceWindows(activities);
    services =
        new DeviceServices(
            timers,
            main,
            death,
            connectivity,
            radio,
            processes,
            telephony,
            permissions,
            new KeystoreService(seam.arguments().data().resolve("keystore")),
            new DeviceRoots(seam.arguments()),
            settings,
            proxy,
            display,
            activities,
            broadcasts,
            appServices,
            new Alarms(main, timers),
            jobs,
            windows,
            new WindowFocus(main, windows),
            new ToastQueue(main),
            new Instrumentations(
                main,
                seam,
                application -> {
                  settings.announceTo(application);
                  display.announceTo(application);
                  start.prepare(application);
                }));
    methods = DeviceMethods.table(new AppControl(services), new Screen(services), connectivity);
    Handset.install(new Handset(seam, services));
  }

  @Override
  public void boot() throws Exception {
    Modes modes = new Modes();
    StartArguments arguments = seam.arguments();
    ConfigurationRegistry.instance = new ConfigurationRegistry(modes.map());
    services.mainThread().start(getClass().getClassLoader());
    services.death().installHandler();
    sandbox.runOnMainThread(
        () -> {
          AppManifest manifest = new AppManifest(arguments.apk(), targetSdk(arguments.apk()));
          sandbox.getTestEnvironment().setUpApplicationState("handset", modes, manifest);
          RuntimeEnvironment.setTempDirectory(new AppData(arguments.data(), arguments.home()));
          DeviceIdentity.apply(arguments);
          AndroidHttp.install();
          seam.permissions().ask(AppPermissions::holds);
          NetworkGuard.install(() -> BlockGuard.getThreadPolicy().onNetwork());
          AppOutput.install();
          CaStoreProvider.install(services.roots());
          AndroidKeyStoreProvider.install();
          services.telephony().install();
          DeviceProviders.install(BouncyCastleProvider::new);
        });
  }

  /**
   * Reads the target SDK before the full parse, whose result Robolectric overwrites (see
   * AppManifest).
   */
  private static int targetSdk(Path apk) {
    ParseResult<ApkLite> parsed =
        ApkLiteParseUtils.parseApkLite(ParseTypeImpl.forDefaultParsing(), apk.toFile(), 0);
    if (parsed.isError()) {
      throw new IllegalArgumentException("Not an APK: " + apk + ": " + parsed.getErrorMessage());
    }
    return parsed.getResult().getTargetSdkVersion();
  }

  @Override
  public Map<String, Object> call(String method, Map<String, Object> params) throws Exception {
    DeviceMethod deviceMethod = methods.get(method);
    if (deviceMethod == null) {
      throw new IllegalArgumentException(
          "No method `" + method + "`; see handset/PROTOCOL.md section 1.");
    }
    return deviceMethod.call(new Params(method, params));
  }
}
