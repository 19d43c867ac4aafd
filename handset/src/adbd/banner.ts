import type { Identity } from '../identity.ts';
import { DRY_RUN_FEATURE, SYNC_CODECS } from './sync-codecs.ts';

/**
 * Features of this adbd (AOSP transport.cpp supported_features). Deliberately absent: `apex`, `remount_shell` and `track_app`, which are
 * services that the handset lacks.
 */
const FEATURES: readonly string[] = [
  'shell_v2',
  'cmd',
  'stat_v2',
  'ls_v2',
  'fixed_push_mkdir',
  'fixed_push_symlink_timestamp',
  'sendrecv_v2',
  DRY_RUN_FEATURE,
  ...SYNC_CODECS.map((codec) => codec.feature),
];

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
