/** The fields that a request of quhao-1 is signed over, in the order of the lines that are signed (wire.md §2, §3). */

export const PREFETCH_SIGNED = ['version', 'appid', 'msgid', 'systemtime', 'keyid', 'key', 'data'] as const;

export const TOKEN_SIGNED = [
  'version',
  'appid',
  'msgid',
  'systemtime',
  'scrip',
  'capability',
  'apppackage',
  'appsign',
  'networktype',
  'sdkversion',
] as const;
