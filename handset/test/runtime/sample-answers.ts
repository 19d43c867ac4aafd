import { expect } from 'vitest';

/** What KeystoreActivity logs, in its order. */
export const KEYSTORE = [
  'aes = text 20 null 256 [GCM] false 1',
  'aes survives = true',
  'own iv = InvalidAlgorithmParameterException: Caller-provided IV not permitted',
  'short tag = InvalidAlgorithmParameterException: Unsupported tag length: 64 bits. Supported lengths: 96, 104, 112, 120, 128',
  'no iv = InvalidAlgorithmParameterException: GCMParameterSpec must be provided when decrypting',
  'wrong data = AEADBadTagException: null',
  'other mode = Keystore operation failed, Incompatible block mode (internal Keystore code: -8 message: the key does not allow it)',
  expect.stringMatching(
    /^ecb = InvalidAlgorithmParameterException: Randomized encryption \(IND-CPA\) required but may be violated/,
  ),
  'size = InvalidAlgorithmParameterException: Key size must be a multiple of 8: 100',
  'hmac = 32',
  'ec = true true CN=sample 10 null 256 1',
  'ec digest = InvalidKeyException: Keystore operation failed',
  'agreement = true',
  'rsa = true 256 2048',
  'rsa cipher = text text ',
  'purpose = InvalidKeyException: Keystore operation failed',
  'expired = KeyExpiredException: Key expired',
  expect.stringMatching(/^attestation = ProviderException, .* message: quhao: not supported: key attestation\)$/),
  'strongbox = StrongBoxUnavailableException: Failed to generate key',
  expect.stringMatching(/^user = InvalidAlgorithmParameterException: .*must be enrolled to create keys/),
  'import = 16 16',
  'aliases = [aes, agree, ec, hmac, imported, old, rsa, rsa cipher]',
  'delete = 0 null',
];

/** What BroadcastActivity logs while it registers. */
export const REGISTERED = [
  expect.stringMatching(
    /^no flag = SecurityException: app\.quhao\.runtimesample: One of RECEIVER_EXPORTED or RECEIVER_NOT_EXPORTED/,
  ),
  expect.stringMatching(/^both flags = IllegalArgumentException: Receiver can't specify both /),
  'of the system = null',
  expect.stringMatching(/^unknown = IllegalArgumentException: Receiver not registered: app\.quhao\./),
  expect.stringMatching(
    /^protected = SecurityException: Permission Denial: not allowed to send broadcast android\.intent\.action\.BOOT_COMP/,
  ),
  expect.stringMatching(/^sticky = SecurityException: .* requires android\.permission\.BROADCAST_STICKY$/),
  'battery = 100',
];

/** Of the ordered broadcast that goes to its end: by priority, with what each receiver has added. */
export const ORDERED = [
  'high = sample.ORDERED 7 begin',
  'ManifestReceiver = sample.ORDERED true',
  expect.stringMatching(/^ManifestReceiver binds = ReceiverCallNotAllowedException: /),
  'later = sample.ORDERED 8 begin high manifest',
  'low = sample.ORDERED 8 begin high manifest later',
  'final = sample.ORDERED 9 begin high manifest later low',
];

/** What JobActivity and its jobs log. */
export const JOBS = [
  'no service = IllegalArgumentException: No such service ComponentInfo{app.quhao.runtimesample/x}',
  expect.stringMatching(
    /^no permission = IllegalArgumentException: .* does not require android\.permission\.BIND_JOB_SERVICE permission$/,
  ),
  expect.stringMatching(/^persisted = IllegalArgumentException: .* android\.permission\.RECEIVE_BOOT_COMPLETED permission$/),
  'schedule = 1',
  'pending = 86400000',
  'job 1 = started now false',
  'job 3 = started net true',
  'job 6 = started work false',
  'work = first',
  'work = second',
  'job 2 = started later false',
];

/** What TelephonyActivity logs with one card and no other network than Wi-Fi; its network comes after some of them. */
export const TELEPHONY = [
  'service = 0 46000 false',
  'signal = 4',
  'slot 0 = 1',
  'callback service = 0 46000 false',
  'callback signal = 4',
  'callback display = 13',
  'callback mobile data = true',
  'callback call = 0',
  'callback data = 2 13',
  'listener service = 0 46000 false',
  'listener call = 0',
  'subscriptions = changed',
  'network = available',
];

/** What FlowActivity logs when it is started, started again, left by HOME and started once more. */
export const FLOW = [
  'FlowActivity = onCreate 1 android-app://com.android.shell null',
  'FlowActivity = onStart',
  'FlowActivity = onResume',
  'FlowActivity = onUserLeaveHint',
  'FlowActivity = onPause',
  'FlowActivity = onStop',
  'FlowActivity = onRestart',
  'FlowActivity = onStart',
  'FlowActivity = onResume',
];

/** What it and the activity that it starts for a result log from the result on. */
export const FLOW_RESULT = [
  'FlowTopActivity = onNewIntent end',
  'FlowTopActivity = onResume',
  'FlowTopActivity = onPause',
  'FlowActivity = onRestart',
  'FlowActivity = onStart',
  'FlowActivity = onActivityResult 3 7',
  'FlowActivity = onResume',
  'FlowTopActivity = onStop',
  'FlowTopActivity = onDestroy',
];
