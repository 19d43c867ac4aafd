package app.quhao.handset.device;

import android.app.Application;
import android.content.pm.PackageManager;
import android.content.pm.PackageParser;
import app.quhao.handset.device.activity.ActivityStack;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.screen.Screen;
import app.quhao.handset.host.Device;
import app.quhao.handset.host.DeviceSeam;
import app.quhao.handset.host.StartArguments;
import app.quhao.handset.host.radio.RadioState;
import app.quhao.handset.host.sandbox.Modes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.config.ConfigurationRegistry;
import org.robolectric.internal.AndroidSandbox;

/** The device side, whole: boots Android and carries out the launcher's methods. */
public final class RunningDevice implements Device {
  private final DeviceSeam seam;
  private final AndroidSandbox sandbox;
  private final DeviceServices services;
  private final Map<String, DeviceMethod> methods;

  public RunningDevice(DeviceSeam seam, AndroidSandbox sandbox) {
    this.seam = seam;
    this.sandbox = sandbox;
    Timers timers = new Timers();
    ProcessDeath death = new ProcessDeath(seam.events());
    MainThread main = new MainThread(death);
    ActivityStack activities = new ActivityStack(main, seam.events());
    services =
        new DeviceServices(
            timers,
            main,
            death,
            new ConnectivityService(timers),
            activities,
            new Instrumentations(main, seam.events(), this::prepare));
    methods = DeviceMethods.table(services, new Screen(services), this::launch);
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
          AppManifest manifest = new AppManifest(arguments.apk(), 34);
          sandbox.getTestEnvironment().setUpApplicationState("handset", modes, manifest);
          RuntimeEnvironment.setTempDirectory(new AppData(arguments.data()));
        });
  }

  private Map<String, Object> launch() throws Exception {
    Application application = services.mainThread().call(RuntimeEnvironment::getApplication);
    PackageManager packages = application.getPackageManager();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("pid", ProcessHandle.current().pid());
    answer.put("package", application.getPackageName());
    answer.put("label", application.getApplicationInfo().loadLabel(packages).toString());
    return answer;
  }

  private void prepare(Application application) {}

  @Override
  public Map<String, Object> call(String method, Map<String, Object> params) throws Exception {
    DeviceMethod found = methods.get(method);
    if (found == null) {
      throw new IllegalArgumentException(
          "No method `" + method + "`; see handset/PROTOCOL.md section 1.");
    }
    return found.call(new Params(method, params));
  }
}
