import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { missingForSample, SAMPLE, SampleHandset } from '../support/sample-handset.ts';

const missing = await missingForSample();
const suffix = missing === null ? '' : ` (skipped: ${missing} is absent)`;

const NO_TOKEN = 'BadTokenException: Unable to add window -- token null is not valid; is your activity running?';
const ON_MAIN = 'NetworkOnMainThreadException: null';
const NO_PROVIDER = 'FileNotFoundException: No content provider: content://none.such/x';
const SECURE = 'SecurityException: Permission denial: writing to settings requires:android.permission.WRITE_SECURE_SETTINGS';
/** What the sample logs where Android does the same; a pattern where the device chooses a part. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string | RegExp>>>> = {
  ProvidersActivity: {
    insert: 'IllegalArgumentException: Unknown URL content://none.such/x',
    bulk: 'IllegalArgumentException: Unknown URL content://none.such/x',
    delete: 'IllegalArgumentException: Unknown URL content://none.such/x',
    update: 'IllegalArgumentException: Unknown URI content://none.such/x',
    call: 'IllegalArgumentException: Unknown authority none.such',
    batch: 'IllegalArgumentException: Unknown authority none.such',
    read: NO_PROVIDER,
    write: NO_PROVIDER,
    query: 'null',
    take: new RegExp(
      `^SecurityException: No persistable permission grants found for UID \\d+ and Uri content://${SAMPLE}.files/a.txt \\[user 0\\]$`,
    ),
    own: `content://${SAMPLE}.files/a.txt/1`,
    'own file': 'kept',
    storage: /\/storage\/emulated\/0$|\/shared$/,
    state: 'mounted true',
    'external files': new RegExp(`/Android/data/${SAMPLE}/files$`),
    'external cache': new RegExp(`/Android/data/${SAMPLE}/cache$`),
    'external written': 'logged',
  },
  PlatformActivity: {
    extension: 'Only',
    'extension by loader': 'Only',
    elements: 'true',
    message: 'inside',
    'java.vm.name': 'Dalvik',
    'java.vm.version': '2.1.0',
    'java.vendor': 'The Android Project',
    'java.version': '0',
    'os.arch': 'x86_64',
    library: 'UnsatisfiedLinkError: no none in java.library.path: /system/lib64:/system_ext/lib64',
    rsa: 'text',
    drm: 'UnsupportedSchemeException: Failed to instantiate drm object.',
    mode: '1',
    agent: /^Mozilla\/5\.0 \(Linux; Android 1\d; .* Build\/QUHAO\.\d+; wv\) AppleWebKit/,
  },
  AlgorithmsActivity: {
    providers: 'AndroidNSSP AndroidOpenSSL CertPathProvider AndroidKeyStoreBCWorkaround BC HarmonyJSSE AndroidKeyStore',
    'bouncy castle': '1.68',
    jdk: 'null',
    aes: 'AndroidOpenSSL 16',
    'aes of conscrypt': /^(AndroidOpenSSL|BC) 16$/,
    'aes of bouncy castle': 'BC 16',
    'aes of the jdk': 'NoSuchProviderException: no such provider: SunJCE',
    'gcm of bouncy castle':
      /^NoSuchAlgorithmException: The BC provider no longer provides an implementation for Cipher\.AES\/GCM\/NoPadding\. {2}Please see /,
    'sha of bouncy castle':
      /^NoSuchAlgorithmException: The BC provider no longer provides an implementation for MessageDigest\.SHA-256\./,
    chacha: '20',
    derived: '32',
    sm4: 'NoSuchAlgorithmException: No provider found for SM4/CBC/PKCS5Padding',
    store: 'BKS',
    jks: 'KeyStoreException: JKS not found',
    bks: 'BC 0',
    pkcs12: 'BC 0',
    trusts: '1',
    keys: '1',
    'keys of the jdk': 'NoSuchAlgorithmException: SunX509 KeyManagerFactory not available',
    context: 'AndroidOpenSSL',
    'key of the key store': 'text AndroidKeyStoreBCWorkaround',
  },
  PackageActivity: {
    process: SAMPLE,
    'process by name': SAMPLE,
    libraries: 'true',
    installed: 'true',
    installer: 'com.android.shell',
    icon: /Drawable$/,
    'icon loaded': 'true',
    telephony: 'true',
    camera: 'false',
    certificate: 'true',
    serial: /^SecurityException: getSerial: The user \d+ does not meet the requirements to access device identifiers\.$/,
    'system setting': `SecurityException: ${SAMPLE} was not granted  this permission: android.permission.WRITE_SETTINGS.`,
    'secure setting': SECURE,
    'global setting': SECURE,
    'writes settings': 'false',
    pending: /^IllegalArgumentException: .*Targeting S\+ .* requires that one of FLAG_IMMUTABLE or FLAG_MUTABLE/,
    'pending immutable': SAMPLE,
    operator: '46000',
    imsi: /^SecurityException: getSubscriberIdForSubscriber: /,
  },
  RightsActivity: {
    'data network': '13',
    'voice network': '13',
    'call state': '0',
    line: /^SecurityException: getLine1NumberForDisplay: Neither user \d+ nor current process has .*android\.permission\.READ_PHONE_NUMBERS$/,
    cells: 'SecurityException: Not allowed to access cell info',
    operator: '46000',
    cards: '1',
    card: '460',
    'card count': '1',
    wifi: /^SecurityException: WifiService: Neither user \d+ nor current process has android\.permission\.ACCESS_WIFI_STATE\.$/,
    'wake lock': /^SecurityException: Neither user \d+ nor current process has android\.permission\.WAKE_LOCK\.$/,
    location: /^SecurityException: uid \d+ does not have android\.permission\.ACCESS_COARSE_LOCATION or /,
    sms: /^SecurityException: Sending SMS message: uid \d+ does not have android\.permission\.SEND_SMS\.$/,
    'without flags': 'false false 0',
    'with flags': 'true false 3',
    'no meta-data': 'null',
    'no meta-data of the context': 'null',
    'meta-data': 'kept',
    features: 'true',
  },
  MainThreadActivity: {
    socket: ON_MAIN,
    channel: ON_MAIN,
    name: ON_MAIN,
    localhost: ON_MAIN,
    address: '192.0.2.1',
    url: ON_MAIN,
    datagram: ON_MAIN,
    permitted: /^ConnectException: /,
    'other thread': /^ConnectException: /,
    priority: '10',
    used: 'true',
    'open target':
      /^IllegalArgumentException: .*Targeting U\+ .* disallows creating or retrieving a PendingIntent with FLAG_MUTABLE/,
    received: 'sample.PENDING',
    pending: 'true',
  },
  TokensActivity: {
    'refresh rate': '60.0',
    'dialog of the application': NO_TOKEN,
    overlay: /^BadTokenException: .*permission denied for window type 2038$/,
    alert: /^BadTokenException: .*permission denied for window type 2003$/,
    'popup too early': NO_TOKEN,
    'no action': /^ActivityNotFoundException: No Activity found to handle Intent \{ act=none\.such/,
    'no class': `ActivityNotFoundException: Unable to find explicit activity class {${SAMPLE}/none.Such}; have you declared this activity in your AndroidManifest.xml, or does your intent not match its declared <intent-filter>?`,
    file: /^FileUriExposedException: /,
    dialog: 'shown',
    popup: 'shown',
    'dialog of an activity that has ended':
      /^BadTokenException: Unable to add window -- token \S+ is not valid; is your activity running\?$/,
  },
};

describe.skipIf(missing !== null)(`code that knows only Android${suffix}`, () => {
  let handset: SampleHandset;

  beforeAll(async () => {
    handset = await SampleHandset.start('foreign');
  });

  afterAll(async () => {
    await handset?.close();
  });

  async function answersOf(activity: string): Promise<ReadonlyMap<string, string>> {
    await handset.shell('logcat', '-c');
    await handset.open(activity);
    await vi.waitFor(async () => expect(await handset.logged()).toContain('done = true'), { timeout: 20_000, interval: 100 });
    return new Map((await handset.logged()).map((line) => line.split(/ = (.*)/, 2) as [string, string]));
  }

  it('without the right to the state of the phone an app gets its exceptions, and an empty list', async () => {
    await handset.shell('pm', 'revoke', SAMPLE, 'android.permission.READ_PHONE_STATE');
    try {
      const seen = await answersOf('RightsActivity');
      expect(
        Object.fromEntries(
          ['data network', 'voice network', 'call state', 'operator', 'cards', 'card', 'card count'].map((name) => [
            name,
            seen.get(name),
          ]),
        ),
      ).toEqual({
        'data network': 'SecurityException: getDataNetworkTypeForSubscriber',
        'voice network': 'SecurityException: getVoiceNetworkTypeForSubscriber',
        'call state': 'SecurityException: getCallState API requires READ_PHONE_STATE for API version 31+',
        operator: '46000',
        cards: '0',
        card: 'SecurityException: Requires READ_PHONE_STATE permission.',
        'card count': 'SecurityException: Need READ_PHONE_STATE, READ_PRIVILEGED_PHONE_STATE, or carrier privilege',
      });
    } finally {
      await handset.shell('pm', 'grant', SAMPLE, 'android.permission.READ_PHONE_STATE');
      // The root of a task is not started a second time.
      await handset.shell('am', 'force-stop', SAMPLE);
    }
  });

  describe.each(Object.entries(ANSWERS))('%s', (activity, answers) => {
    let seen: ReadonlyMap<string, string>;

    beforeAll(async () => {
      seen = await answersOf(activity);
    });

    it.each(Object.entries(answers))('%s is answered as on a phone', (name, answer) => {
      const got = seen.get(name);
      if (typeof answer === 'string') {
        expect(got).toBe(answer);
      } else {
        expect(got).toMatch(answer);
      }
    });
  });
});
