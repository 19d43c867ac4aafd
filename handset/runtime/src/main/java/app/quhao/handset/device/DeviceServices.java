package app.quhao.handset.device;

import app.quhao.handset.device.activity.ActivityStack;
import app.quhao.handset.device.app.AppPermissions;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.radio.DeviceRadio;
import app.quhao.handset.device.screen.DeviceWindows;
import app.quhao.handset.device.screen.WindowFocus;
import app.quhao.handset.device.toast.ToastQueue;

/** What stands in for the system's processes. */
public record DeviceServices(
    Timers timers,
    MainThread mainThread,
    ProcessDeath death,
    ConnectivityService connectivity,
    DeviceRadio radio,
    AppPermissions permissions,
    ActivityStack activities,
    DeviceWindows windows,
    WindowFocus focus,
    ToastQueue toasts,
    Instrumentations instrumentations) {}
