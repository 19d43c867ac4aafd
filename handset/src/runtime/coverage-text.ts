import type { Coverage, ServiceCoverage } from './coverage.ts';

const KINDS = ['real', 'ours', 'answers', 'throws'] as const satisfies readonly (keyof ServiceCoverage)[];
type Kind = (typeof KINDS)[number];

const MEANING = {
  real: "the framework's own code",
  ours: "the handset's own code",
  answers: 'a fixed answer that is true of a device without the part, or nothing is to be done',
  throws: 'UnsupportedOperationException for the app, and a line in logcat: `quhao: not supported: NAME`',
} as const satisfies Record<Kind, string>;

/** Services that SDKs call, in the order of the table in docs/limits.md. */
const OFTEN_CALLED: readonly string[] = [
  'Context',
  'PackageManager',
  'ActivityManager',
  'ConnectivityManager',
  'WifiManager',
  'TelephonyManager',
  'SubscriptionManager',
  'NotificationManager',
  'ClipboardManager',
  'AlarmManager',
  'JobScheduler',
  'PowerManager',
  'KeyguardManager',
  'InputMethodManager',
  'WindowManager',
  'AccessibilityManager',
  'LocationManager',
  'SensorManager',
  'AudioManager',
  'Vibrator',
  'BluetoothAdapter',
  'CameraManager',
  'AccountManager',
  'AppOpsManager',
  'UserManager',
  'DevicePolicyManager',
  'UsageStatsManager',
  'NetworkStatsManager',
  'StorageManager',
  'DownloadManager',
  'BatteryManager',
  'SmsManager',
];

/** The whole ledger for a terminal: each service with the names of its methods. */
export function coverageText(coverage: Coverage): string {
  const services = coverage.services.flatMap((service) => [
    service.name,
    ...KINDS.filter((kind) => service[kind].length > 0).map((kind) => `  ${kind.padEnd(8)}${service[kind].join(' ')}`),
  ]);
  return [...services, '', ...totals(coverage)].join('\n');
}

/** What the columns mean and how many methods each has. */
function totals({ api, services, silent }: Coverage): readonly string[] {
  const lines = KINDS.map((kind) => `${kind.padEnd(8)}${String(count(services, kind)).padStart(5)}  ${MEANING[kind]}`);
  const silentMethods = silent.reduce((sum, { methods }) => sum + methods.length, 0);
  return [
    `API ${api}, ${services.length} services, public methods (hidden ones among them):`,
    ...lines,
    `silent  ${String(silentMethods).padStart(5)}  in ${silent.length} other classes: Robolectric replaces them, nobody has reviewed them (--json names them)`,
  ];
}

/** The part of docs/limits.md that is printed from the ledger. */
export function coverageTable({ services }: Coverage): string {
  const rows = OFTEN_CALLED.map((name) => {
    const service = services.find((each) => each.name === name);
    const cells = KINDS.map((kind) => (service === undefined ? '–' : String(service[kind].length)));
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  return [`| service | ${KINDS.join(' | ')} |`, `|---|${KINDS.map(() => '---:|').join('')}`, ...rows].join('\n');
}

function count(services: readonly ServiceCoverage[], kind: Kind): number {
  return services.reduce((sum, service) => sum + service[kind].length, 0);
}
