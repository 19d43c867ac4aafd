package app.quhao.handset.device;

import app.quhao.handset.device.activity.ActivityStack;
import app.quhao.handset.device.alarm.Alarms;
import app.quhao.handset.device.app.AppPermissions;
import app.quhao.handset.device.app.PackageProcesses;
import app.quhao.handset.device.broadcast.Broadcasts;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.device.display.DeviceDisplay;
import app.quhao.handset.device.job.Jobs;
import app.quhao.handset.device.keystore.KeystoreService;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.network.GlobalProxy;
import app.quhao.handset.device.radio.DeviceRadio;
import app.quhao.handset.device.screen.DeviceWindows;
import app.quhao.handset.device.service.AppServices;
import app.quhao.handset.device.screen.WindowFocus;
import app.quhao.handset.device.settings.DeviceSettings;
import app.quhao.handset.device.telephony.TelephonyRegistry;
import app.quhao.handset.device.toast.ToastQueue;
import app.quhao.handset.device.trust.DeviceRoots;

/** The services that replace the system's processes. */
public record DeviceServices(
    Timers timers,
    MainThread mainThread,
    ProcessDeath death,
    ConnectivityService connectivity,
    DeviceRadio radio,
    PackageProcesses processes,
    TelephonyRegistry telephony,
    AppPermissions permissions,
    KeystoreService keystore,
    DeviceRoots roots,
    DeviceSettings settings,
    GlobalProxy proxy,
    DeviceDisplay display,
    ActivityStack activities,
    Broadcasts broadcasts,
    AppServices appServices,
    Alarms alarms,
    Jobs jobs,
    DeviceWindows windows,
    WindowFocus focus,
    ToastQueue toasts,
    Instrumentations instrumentations) {}
