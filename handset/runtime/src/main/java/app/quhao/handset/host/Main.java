package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import app.quhao.handset.host.coverage.AnswerTable;
import app.quhao.handset.host.coverage.CallPermissions;
import app.quhao.handset.host.coverage.NotSupported;
import app.quhao.handset.host.net.AppNetwork;
import app.quhao.handset.host.net.TrustedRoots;
import app.quhao.handset.host.sandbox.HandsetSandbox;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** The process of one app on the handset: handset/PROTOCOL.md section 1. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    StartArguments arguments = StartArguments.parse(args);
    TrustedRoots.install(arguments.roots(), arguments.run());
    AppNetwork network = AppNetwork.install(arguments.run());
    try (ControlChannel control = ControlChannel.connect(arguments.control())) {
      PendingInputs inputs = new PendingInputs(control);
      Events events = new Events(control);
      AnswerTable answers = AnswerTable.load();
      NotSupported notSupported = new NotSupported(answers, new DeviceLog(events)::warn);
      network.refuseDatagrams(notSupported::refuse);
      DeviceSeam seam =
          new DeviceSeam(
              arguments,
              new FrameworkClock(arguments.bootNanos()),
              network,
              events,
              inputs,
              notSupported,
              CallPermissions.load(arguments.uid()));
      Device device = HandsetSandbox.create(seam, answers);
      device.boot();
      AppProperties.apply(arguments.uid());
      seam.events().send("booted", Map.of("ms", ManagementFactory.getRuntimeMXBean().getUptime()));
      new Requests(control, device, inputs).serve();
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    // The launcher has gone, so the process ends. Shutdown hooks do not run, because a phone kills
    // the app's process too.
    Runtime.getRuntime().halt(0);
  }
}
