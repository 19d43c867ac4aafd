package app.quhao.handset.host;

import app.quhao.handset.host.net.AppNetwork;

/** What the device side gets from outside the sandbox. */
public record DeviceSeam(
    StartArguments arguments,
    FrameworkClock clock,
    AppNetwork network,
    Events events,
    PendingInputs inputs) {}
