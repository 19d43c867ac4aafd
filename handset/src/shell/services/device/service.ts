import type { CommandRow } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';

/** Services that the handset answers for, by name, with the interface that `service list` prints. */
export const SERVICE_INTERFACES: Readonly<Record<string, string>> = {
  SurfaceFlinger: 'android.ui.ISurfaceComposer',
  activity: 'android.app.IActivityManager',
  appops: 'com.android.internal.app.IAppOpsService',
  battery: '',
  cpuinfo: '',
  connectivity: 'android.net.IConnectivityManager',
  deviceidle: 'android.os.IDeviceIdleController',
  display: 'android.hardware.display.IDisplayManager',
  input: 'android.hardware.input.IInputManager',
  input_method: 'com.android.internal.view.IInputMethodManager',
  meminfo: '',
  netstats: 'android.net.INetworkStatsService',
  package: 'android.content.pm.IPackageManager',
  phone: 'com.android.internal.telephony.ITelephony',
  power: 'android.os.IPowerManager',
  settings: '',
  'telephony.registry': 'com.android.internal.telephony.ITelephonyRegistry',
  uimode: 'android.app.IUiModeManager',
  wifi: 'android.net.wifi.IWifiManager',
  window: 'android.view.IWindowManager',
};

/** `service list|check NAME`. `service call` needs binder, which the handset does not have. */
export const service: CommandRow = {
  name: 'service',
  async run({ args, print, printError }) {
    const [verb, name] = args;
    if (verb === 'list') {
      const rows = Object.entries(SERVICE_INTERFACES).map(([each, type], place) => `${place}\t${each}: [${type}]\n`);
      await print(`Found ${rows.length} services:\n${rows.join('')}`);
      return EXIT_CODES.ok;
    }
    if (verb === 'check' && name !== undefined) {
      await print(`Service ${name}: ${Object.hasOwn(SERVICE_INTERFACES, name) ? 'found' : 'not found'}\n`);
      return EXIT_CODES.ok;
    }
    if (verb === 'call' && name !== undefined) {
      const isKnown = Object.hasOwn(SERVICE_INTERFACES, name);
      await printError(
        isKnown ? 'service: call is not supported on this handset\n' : `service: Service ${name} does not exist\n`,
      );
      return 10;
    }
    await printError(
      verb === 'check' || verb === 'call'
        ? `service: No service specified for ${verb}\n`
        : 'Usage: service [-h|-?]\n       service list\n       service check SERVICE\n',
    );
    return 10;
  },
};
