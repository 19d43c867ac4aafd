import type { Identity } from '../identity.ts';

/**
 * Features of this adbd (AOSP transport.cpp supported_features). Deliberately absent: `abb` and `abb_exec`, because the host would then install
 * packages through them; the compressed `sendrecv_v2_*`, because new hosts would then compress by default and Node 20 has no zstd;
 * `delayed_ack`, `apex` and `remount_shell`.
 */
const FEATURES = [
  'shell_v2',
  'cmd',
  'stat_v2',
  'ls_v2',
  'fixed_push_mkdir',
  'fixed_push_symlink_timestamp',
  'sendrecv_v2',
] as const;

/** `device::key=value;…;features=…`. A `;` or `=` inside a value is replaced, because it would break the format. */
export function bannerOf(identity: Identity): string {
  const properties = [
    ['ro.product.name', identity.product],
    ['ro.product.model', identity.model],
    ['ro.product.device', identity.device],
    ['features', FEATURES.join(',')],
  ];
  return `device::${properties.map(([key, value]) => `${key}=${value?.replace(/[;=]/g, '_')}`).join(';')}`;
}
