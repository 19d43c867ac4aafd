import type { Identity } from '../identity.ts';

/**
 * What this adbd can (AOSP transport.cpp supported_features). Not listed on purpose: `abb`, `abb_exec` (install would come another way), the
 * compressed `sendrecv_v2_*` (new hosts would compress by default, Node 20 has no zstd), `delayed_ack`, `apex`, `remount_shell`.
 */
const features = [
  'shell_v2',
  'cmd',
  'stat_v2',
  'ls_v2',
  'fixed_push_mkdir',
  'fixed_push_symlink_timestamp',
  'sendrecv_v2',
] as const;

/** `device::key=value;…;features=…`; adb shows spaces as `_`, and `;` or `=` inside a value would break it. */
export function bannerOf(identity: Identity): string {
  const properties = [
    ['ro.product.name', identity.product],
    ['ro.product.model', identity.model],
    ['ro.product.device', identity.device],
    ['features', features.join(',')],
  ];
  return `device::${properties.map(([key, value]) => `${key}=${value?.replace(/[;=]/g, '_')}`).join(';')}`;
}
