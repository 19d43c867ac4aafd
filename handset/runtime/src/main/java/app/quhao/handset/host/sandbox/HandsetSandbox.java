package app.quhao.handset.host.sandbox;

import app.quhao.handset.host.Device;
import app.quhao.handset.host.DeviceSeam;
import app.quhao.handset.host.FrameworkClock;
import app.quhao.handset.host.MethodRewriter;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import app.quhao.handset.host.PropertyTable;
import app.quhao.handset.host.StartArguments;
import app.quhao.handset.host.clock.CalendarCalls;
import app.quhao.handset.host.clock.WallClockCalls;
import app.quhao.handset.host.coverage.AnswerTable;
import app.quhao.handset.host.coverage.ServiceCalls;
import app.quhao.handset.host.guard.AlgorithmCalls;
import app.quhao.handset.host.guard.CommandAnswers;
import app.quhao.handset.host.guard.DeviceCalls;
import app.quhao.handset.host.guard.DeviceCommands;
import app.quhao.handset.host.guard.DeviceProperties;
import app.quhao.handset.host.guard.HostAccess;
import app.quhao.handset.host.guard.HostGuard;
import app.quhao.handset.host.guard.PatternCalls;
import app.quhao.handset.host.net.ChannelCalls;
import app.quhao.handset.host.net.NetworkInterfaceCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.robolectric.android.AndroidSdkShadowMatcher;
import org.robolectric.android.internal.AndroidTestEnvironment;
import org.robolectric.annotation.ResourcesMode;
import org.robolectric.annotation.SQLiteMode;
import org.robolectric.interceptors.AndroidInterceptors;
import org.robolectric.internal.AndroidSandbox;
import org.robolectric.internal.AndroidSandbox.TestEnvironmentSpec;
import org.robolectric.internal.SandboxManager;
import org.robolectric.internal.bytecode.Interceptor;
import org.robolectric.internal.bytecode.Interceptors;
import org.robolectric.internal.bytecode.MethodRef;
import org.robolectric.internal.bytecode.ShadowInfo;
import org.robolectric.internal.bytecode.ShadowMap;
import org.robolectric.internal.bytecode.ShadowProviders;
import org.robolectric.internal.bytecode.ShadowWrangler;
import org.robolectric.pluginapi.Sdk;
import org.robolectric.pluginapi.SdkProvider;
import org.robolectric.sandbox.ShadowMatcher;
import org.robolectric.util.inject.Injector;

/**
 * Loads Android and the app's classes in their own class loader with our shadows. Uses only public
 * classes of Robolectric.
 */
public final class HandsetSandbox {
  /** What an app sees of network, algorithms, commands, properties and clock is the device's. */
  private static final List<Rewriting> AS_ON_A_DEVICE =
      List.of(
          NetworkInterfaceCalls.REWRITING,
          ChannelCalls.REWRITING,
          AlgorithmCalls.REWRITING,
          PatternCalls.REWRITING,
          DeviceCalls.REWRITING,
          CalendarCalls.REWRITING,
          WallClockCalls.REWRITING);

  private static final String ENVIRONMENT = "app.quhao.handset.device.DeviceEnvironment";
  private static final String DEVICE = "app.quhao.handset.device.RunningDevice";

  private HandsetSandbox() {}

  /** Creates the device side without booting it. */
  public static Device create(DeviceSeam seam, AnswerTable answers)
      throws ReflectiveOperationException {
    StartArguments arguments = seam.arguments();
    DeviceCommands.install(
        new CommandAnswers(
            PropertyTable.of(arguments), arguments.uid(), seam.notSupported()::refuse));
    System.setProperty("robolectric.offline", "true");
    System.setProperty(FrameworkClock.BOOT_PROPERTY, String.valueOf(arguments.bootNanos()));
    System.setProperty("robolectric.dependency.dir", arguments.platform().getParent().toString());
    AndroidSandbox sandbox = build(seam, answers);
    Class<?> type = sandbox.bootstrappedClass(Class.forName(DEVICE, false, loader()));
    return sandbox.runOnMainThread(
        () -> {
          Thread.currentThread().setContextClassLoader(sandbox.getRobolectricClassLoader());
          return (Device)
              type.getConstructor(DeviceSeam.class, AndroidSandbox.class)
                  .newInstance(seam, sandbox);
        });
  }

  private static ClassLoader loader() {
    return HandsetSandbox.class.getClassLoader();
  }

  private static AndroidSandbox build(DeviceSeam seam, AnswerTable answers)
      throws ReflectiveOperationException {
    StartArguments arguments = seam.arguments();
    Class<? extends AndroidTestEnvironment> environment =
        Class.forName(ENVIRONMENT, false, loader()).asSubclass(AndroidTestEnvironment.class);
    Injector injector =
        new Injector.Builder(loader())
            .bind(Properties.class, System.getProperties())
            .bind(AppJars.class, jars(arguments))
            .bind(TestEnvironmentSpec.class, new TestEnvironmentSpec(environment))
            .build();
    Sdk sdk = sdk(injector, arguments.api());
    Interceptors interceptors = interceptors();
    AndroidSandbox sandbox =
        injector
            .getInstance(SandboxManager.SandboxBuilder.class)
            .build(
                AcquiredClasses.configuration(interceptors),
                sdk,
                sdk,
                ResourcesMode.Mode.BINARY,
                SQLiteMode.Mode.NATIVE);
    ShadowMap shadows = injector.getInstance(ShadowProviders.class).getBaseShadowMap();
    ShadowMatcher matcher = new AndroidSdkShadowMatcher(sdk.getApiLevel());
    ServiceCalls calls =
        new ServiceCalls(
            answers,
            seam.notSupported(),
            seam.permissions(),
            type -> shadowOf(shadows.getShadowInfo(type, matcher)));
    sandbox.replaceShadowMap(shadows);
    // Robolectric's ClassHandlerBuilder would ignore the decorator.
    sandbox.configure(
        new ShadowWrangler(shadows, matcher, interceptors, List.of(calls)), interceptors);
    return sandbox;
  }

  /**
   * The app's classes with the handset's wall clock, kept from the machine's files where the app
   * has no root of its own.
   */
  private static AppJars jars(StartArguments arguments) {
    DeviceProperties.install(arguments.home().resolve("cache").toFile());
    // An instrumentation's package comes first, as in LoadedApk.makePaths.
    List<Path> jars = new ArrayList<>();
    arguments.instrumenting().ifPresent(tests -> jars.addAll(List.of(tests.classes(), tests.apk())));
    jars.addAll(List.of(arguments.classes(), arguments.apk()));
    List<Rewriting> rewritings = new ArrayList<>();
    if (arguments.seesHost()) {
      List<Path> open =
          new ArrayList<>(
              List.of(arguments.data(), arguments.home(), arguments.run(), arguments.apk()));
      arguments.instrumenting().ifPresent(tests -> open.add(tests.apk()));
      HostAccess.open(open);
      rewritings.add(HostGuard.REWRITING);
    }
    rewritings.addAll(AS_ON_A_DEVICE);
    Rewriting[] all = rewritings.toArray(Rewriting[]::new);
    return new AppJars(content -> MethodRewriter.rewrite(content, all), jars);
  }

  private static String shadowOf(ShadowInfo info) {
    return info == null ? null : info.shadowClassName;
  }

  private static Sdk sdk(Injector injector, int api) {
    return injector.getInstance(SdkProvider.class).getSdks().stream()
        .filter(sdk -> sdk.getApiLevel() == api)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Robolectric knows no API level " + api));
  }

  /** Robolectric's interceptors without its test clock. */
  private static Interceptors interceptors() {
    List<Interceptor> all = new ArrayList<>(AndroidInterceptors.all());
    all.removeIf(HandsetSandbox::isTestClock);
    all.add(new FrameworkTime());
    return new Interceptors(all);
  }

  private static boolean isTestClock(Interceptor interceptor) {
    for (MethodRef method : interceptor.getMethodRefs()) {
      if (method.className.equals("java.lang.System")
          && method.methodName.equals(FrameworkTime.CURRENT_TIME)) {
        return true;
      }
    }
    return false;
  }
}
