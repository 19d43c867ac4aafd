import type { Radio, SettingValues } from '../device.ts';

export const namespaces = ['system', 'secure', 'global'] as const;
export type Namespace = (typeof namespaces)[number];

/** Settings that show the radio's state; they are changed where the radio is (`svc`, `cmd connectivity`). */
const radioRows: Readonly<Record<string, (radio: Radio) => string>> = {
  airplane_mode_on: (radio) => flag(radio.state().airplane),
  mobile_data: (radio) => flag(radio.state().mobile.enabled),
  wifi_on: (radio) => flag(radio.state().wifi.enabled),
};

const defaults: Readonly<Record<Namespace, Readonly<Record<string, string>>>> = {
  system: { accelerometer_rotation: '0', screen_off_timeout: '60000', user_rotation: '0' },
  secure: { android_id: '0000000000154154', user_setup_complete: '1' },
  global: {
    adb_enabled: '1',
    animator_duration_scale: '1.0',
    device_provisioned: '1',
    transition_animation_scale: '1.0',
    window_animation_scale: '1.0',
  },
};

/** What `settings` reads and writes. */
export class Settings {
  private readonly radio: Radio;
  private readonly values: Record<Namespace, Map<string, string>>;

  constructor(radio: Radio) {
    this.radio = radio;
    this.values = {
      system: new Map(Object.entries(defaults.system)),
      secure: new Map(Object.entries(defaults.secure)),
      global: new Map(Object.entries(defaults.global)),
    };
  }

  get(namespace: Namespace, key: string): string | null {
    return this.followed(namespace, key) ?? this.values[namespace].get(key) ?? null;
  }

  /** All that are kept, without those that follow the radio. */
  all(): SettingValues {
    const { system, secure, global } = this.values;
    return { system: Object.fromEntries(system), secure: Object.fromEntries(secure), global: Object.fromEntries(global) };
  }

  list(namespace: Namespace): readonly (readonly [string, string])[] {
    const followed =
      namespace === 'global' ? Object.entries(radioRows).map(([key, value]) => [key, value(this.radio)] as const) : [];
    return [...this.values[namespace], ...followed].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** False where the setting follows the radio. */
  put(namespace: Namespace, key: string, value: string): boolean {
    if (this.followed(namespace, key) !== null) {
      return false;
    }
    this.values[namespace].set(key, value);
    return true;
  }

  /** Whether there was one. */
  delete(namespace: Namespace, key: string): boolean {
    return this.values[namespace].delete(key);
  }

  private followed(namespace: Namespace, key: string): string | null {
    return namespace === 'global' && Object.hasOwn(radioRows, key) ? (radioRows[key]?.(this.radio) ?? null) : null;
  }
}

function flag(isOn: boolean): string {
  return isOn ? '1' : '0';
}
