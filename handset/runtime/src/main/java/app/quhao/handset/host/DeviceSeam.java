package app.quhao.handset.host;

import app.quhao.handset.host.coverage.CallPermissions;
import app.quhao.handset.host.coverage.NotSupported;
import app.quhao.handset.host.net.AppNetwork;

/** Objects that the device side receives from outside the sandbox. */
public record DeviceSeam(
    StartArguments arguments,
    FrameworkClock clock,
    AppNetwork network,
    Events events,
    PendingInputs inputs,
    NotSupported notSupported,
    CallPermissions permissions) {}
