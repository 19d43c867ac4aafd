import {
  byHand,
  type Control,
  globalSetting,
  ofHandset,
  onOff,
  PROBE_PACKAGE,
  quhaoReading,
  type Reading,
  svcWays,
} from './control.ts';

/** What can be done to a device, one row a control, with the ways to do it in order of preference. docs/devices.md prints the table. */

const SETTLE_MS = 10_000;

const AIRPLANE = onOff('airplane_mode_on');

const SIM_STATE: Reading = {
  command: 'getprop gsm.sim.state',
  position: (answer) => {
    if (/LOADED|READY/.test(answer)) {
      return 'ready';
    }
    return /^[A-Z_,]+$/.test(answer) && answer.includes('ABSENT') ? 'absent' : null;
  },
};

/** One card, in the first slot, which carries data. */
function onlySim(operator: string): string {
  return `cmd quhao sim data 0 && cmd quhao sim set 1 absent && cmd quhao sim set 0 ready --operator ${operator}`;
}

const PRIVATE_DNS = globalSetting('private_dns_mode');
const PROXY = globalSetting('http_proxy');
const SCALES = ['window_animation_scale', 'transition_animation_scale', 'animator_duration_scale'] as const;

export const CONTROLS = {
  airplane: {
    byHand: 'switch airplane mode in the quick settings',
    settleMs: SETTLE_MS,
    trial: 'on',
    ways: [
      {
        name: 'cmd connectivity',
        via: 'shell',
        has: { shell: 'cmd connectivity airplane-mode', says: /^(enabled|disabled)/ },
        commands: { on: 'cmd connectivity airplane-mode enable', off: 'cmd connectivity airplane-mode disable' },
        read: AIRPLANE,
      },
      {
        name: 'settings and broadcast (root)',
        via: 'shell',
        has: { shell: 'id -u', says: /^0$/ },
        commands: { on: airplaneByBroadcast(true), off: airplaneByBroadcast(false) },
        read: AIRPLANE,
      },
      byHand({ on: 'switch airplane mode on', off: 'switch airplane mode off' }, AIRPLANE),
    ],
  },
  wifi: {
    byHand: 'switch Wi-Fi in the quick settings',
    settleMs: SETTLE_MS,
    trial: 'off',
    ways: svcWays('wifi'),
  },
  data: {
    byHand: 'switch mobile data in the quick settings',
    settleMs: SETTLE_MS,
    trial: 'off',
    ways: svcWays('data'),
  },
  sim: {
    byHand: 'take the SIM out',
    settleMs: SETTLE_MS,
    trial: 'absent',
    ways: [
      ofHandset(
        {
          ready: 'cmd quhao sim set 0 ready',
          absent: 'cmd quhao sim set 0 absent',
          unreadable: 'cmd quhao sim set 0 unreadable',
          locked: 'cmd quhao sim set 0 locked',
        },
        quhaoReading(({ sims }) => sims?.[0]?.state),
      ),
      byHand({ ready: 'put the SIM in, and wait until it has service', absent: 'take every SIM out' }, SIM_STATE),
    ],
  },
  dataSim: {
    byHand: 'put in SIMs of the operators, and choose the one for mobile data',
    settleMs: SETTLE_MS,
    trial: null,
    ways: [
      ofHandset({
        first: onlySim('46000'),
        second:
          'cmd quhao sim set 0 ready --operator 46001 && cmd quhao sim set 1 ready --operator 46000 && cmd quhao sim data 1',
        'second-alone': 'cmd quhao sim set 1 ready --operator 46000 && cmd quhao sim data 1 && cmd quhao sim set 0 absent',
        unicom: onlySim('46001'),
        telecom: onlySim('46011'),
        '46002': onlySim('46002'),
        '46007': onlySim('46007'),
        '46009': onlySim('46009'),
        '46003': onlySim('46003'),
      }),
    ],
  },
  appData: {
    byHand: 'take mobile data from the app in the settings, on phones whose maker has that switch',
    settleMs: SETTLE_MS,
    trial: null,
    ways: [
      ofHandset({
        allowed: `cmd quhao mobile allow ${PROBE_PACKAGE}`,
        denied: `cmd quhao mobile deny ${PROBE_PACKAGE}`,
      }),
    ],
  },
  wifiLink: {
    byHand: 'take the uplink from the Wi-Fi router',
    settleMs: SETTLE_MS,
    trial: null,
    ways: [
      ofHandset({ alive: 'cmd quhao link wifi --drop off', dead: 'cmd quhao link wifi --drop on' }),
      byHand(
        { alive: 'give the Wi-Fi router its uplink back', dead: 'take the uplink from the Wi-Fi router; Wi-Fi stays on' },
        null,
      ),
    ],
  },
  mobileIp: {
    byHand: 'an access point of IPv6 alone, in the settings of mobile networks',
    settleMs: SETTLE_MS,
    trial: null,
    ways: [
      ofHandset(
        { ipv4: 'cmd quhao mobile ip ipv4', ipv6: 'cmd quhao mobile ip ipv6' },
        quhaoReading(({ mobile }) => (mobile?.ipv6 === undefined ? 'ipv4' : 'ipv6')),
      ),
    ],
  },
  vpn: {
    byHand: 'switch on a VPN app that lets apps bind past it',
    settleMs: SETTLE_MS,
    trial: null,
    ways: [ofHandset({ on: 'cmd quhao vpn on', off: 'cmd quhao vpn off' })],
  },
  registration: {
    byHand: 'none: a network that refuses the SIM',
    settleMs: SETTLE_MS,
    trial: 'denied',
    ways: [
      ofHandset(
        {
          home: 'cmd quhao registration home',
          roaming: 'cmd quhao registration roaming',
          denied: 'cmd quhao registration denied',
        },
        quhaoReading(({ mobile }) => mobile?.registration),
      ),
      {
        name: 'emulator console',
        via: 'console',
        has: { console: true },
        commands: { home: 'gsm data home', roaming: 'gsm data roaming', denied: 'gsm data denied' },
        read: { command: 'gsm status', position: (answer) => /data state:\s*(\w+)/.exec(answer)?.[1] ?? null },
      },
    ],
  },
  signal: {
    byHand: 'go where the signal is weak',
    settleMs: 15_000,
    trial: null,
    ways: [
      {
        name: 'emulator console',
        via: 'console',
        has: { console: true },
        commands: { great: 'gsm signal-profile 4', poor: 'gsm signal-profile 1', none: 'gsm signal-profile 0' },
        read: null,
      },
    ],
  },
  privateDns: {
    byHand: 'Settings, Network, Private DNS',
    settleMs: SETTLE_MS,
    trial: 'off',
    restore: PRIVATE_DNS.restore,
    ways: [
      {
        name: 'settings',
        via: 'shell',
        has: { sinceApi: 28 },
        commands: {
          unset: 'settings delete global private_dns_mode',
          off: 'settings put global private_dns_mode off',
          opportunistic: 'settings put global private_dns_mode opportunistic',
        },
        read: PRIVATE_DNS.read,
      },
    ],
  },
  proxy: {
    byHand: 'Settings, Wi-Fi, the network, Proxy',
    settleMs: SETTLE_MS,
    trial: null,
    restore: PROXY.restore,
    ways: [
      {
        name: 'settings',
        via: 'shell',
        has: { shell: 'settings get global http_proxy' },
        commands: { unset: 'settings delete global http_proxy', none: 'settings put global http_proxy :0' },
        read: PROXY.read,
      },
    ],
  },
  permission: {
    byHand: 'Settings, Apps, the app, Permissions',
    settleMs: SETTLE_MS,
    trial: null,
    ways: [
      {
        name: 'pm grant and revoke',
        via: 'shell',
        has: { sinceApi: 23 },
        commands: {
          granted: `pm grant ${PROBE_PACKAGE} android.permission.READ_PHONE_STATE`,
          refused: `pm revoke ${PROBE_PACKAGE} android.permission.READ_PHONE_STATE`,
        },
        read: null,
      },
    ],
  },
  screen: {
    byHand: 'press the power button',
    settleMs: 3_000,
    trial: null,
    ways: [
      {
        name: 'input keyevent',
        via: 'shell',
        has: { shell: 'dumpsys power', says: /mWakefulness=/ },
        commands: { on: 'input keyevent 224', off: 'input keyevent 223' },
        read: { command: 'dumpsys power', position: (answer) => (answer.includes('mWakefulness=Awake') ? 'on' : 'off') },
      },
    ],
  },
  lock: {
    byHand: 'unlock the screen, and switch the lock off in the settings',
    settleMs: 3_000,
    trial: 'open',
    ways: [
      {
        name: 'wm dismiss-keyguard',
        via: 'shell',
        has: { shell: 'dumpsys window', says: /eyguard/ },
        commands: { open: 'wm dismiss-keyguard' },
        read: { command: 'dumpsys window', position: (answer) => (isLocked(answer) ? 'locked' : 'open') },
      },
    ],
  },
  animations: {
    byHand: 'Settings, Developer options, the three animation scales',
    settleMs: 3_000,
    trial: 'off',
    restore: (value) => SCALES.map((name, place) => `settings put global ${name} ${value.split(' ')[place] ?? '1'}`).join('; '),
    ways: [
      {
        name: 'settings',
        via: 'shell',
        has: { shell: 'settings get global window_animation_scale' },
        commands: { off: SCALES.map((name) => `settings put global ${name} 0`).join('; ') },
        read: {
          command: SCALES.map((name) => `settings get global ${name}`).join('; '),
          position: (answer) => {
            const values = answer.split(/\s+/).map((value) => (value === 'null' ? '1' : value));
            return values.every((value) => Number(value) === 0) ? 'off' : values.join(' ');
          },
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, Control>>;

export type ControlName = keyof typeof CONTROLS;

export const CONTROL_NAMES = Object.keys(CONTROLS) as readonly ControlName[];

/** Android asks root for it since API 24: the setting alone moves the icon, not the radio. */
function airplaneByBroadcast(isOn: boolean): string {
  const value = isOn ? 1 : 0;
  return `settings put global airplane_mode_on ${value} && am broadcast -a android.intent.action.AIRPLANE_MODE --ez state ${isOn}`;
}

function isLocked(dump: string): boolean {
  return /mDreamingLockscreen=true|isKeyguardShowing=true|mShowingLockscreen=true|KeyguardShowing: true/.test(dump);
}
