import type { HandsetKind, Radio, SettingValues } from '../../../device.ts';

export const NAMESPACES = ['system', 'secure', 'global'] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** Settings that show the radio's state. They are changed through the radio (`svc`, `cmd connectivity`). */
const RADIO_SETTINGS: Readonly<Record<string, (radio: Radio) => string>> = {
  airplane_mode_on: (radio) => flag(radio.state().airplane),
  mobile_data: (radio) => flag(radio.state().mobile.enabled),
  wifi_on: (radio) => flag(radio.state().wifi.enabled),
};

/** The words of night mode, and UiModeManager.MODE_NIGHT_…, which is the value of the setting `ui_night_mode`. */
export const NIGHT_MODES = { auto: '0', no: '1', yes: '2' } as const;
export type NightMode = keyof typeof NIGHT_MODES;

const DEFAULTS: Readonly<Record<Namespace, Readonly<Record<string, string>>>> = {
  system: {
    accelerometer_rotation: '0',
    font_scale: '1.0',
    haptic_feedback_enabled: '1',
    screen_brightness: '102',
    screen_brightness_mode: '0',
    screen_off_timeout: '60000',
    sound_effects_enabled: '1',
    user_rotation: '0',
  },
  secure: {
    accessibility_enabled: '0',
    android_id: '0000000000154154',
    install_non_market_apps: '1',
    location_mode: '3',
    ui_night_mode: NIGHT_MODES.no,
    user_setup_complete: '1',
  },
  global: {
    adb_enabled: '1',
    animator_duration_scale: '1.0',
    auto_time: '1',
    auto_time_zone: '1',
    development_settings_enabled: '1',
    device_name: 'quhao handset',
    device_provisioned: '1',
    transition_animation_scale: '1.0',
    window_animation_scale: '1.0',
  },
};

/** What was written over the radio's own value. It counts until the radio changes. */
interface WrittenFlag {
  readonly value: string;
  readonly over: string;
}

/** The settings that `settings` reads and writes. */
export class Settings {
  readonly #radio: Radio;
  /** Radio settings that were written. On a stock device they then say what was written, while the radio stays as it is. */
  readonly #written: Map<string, WrittenFlag> | null;
  readonly #values: Record<Namespace, Map<string, string>>;
  /** How far the wall clock is from the host's, and its zone; null: the host's. */
  #clock: { readonly offsetMillis: number; readonly timeZone: string | null } = { offsetMillis: 0, timeZone: null };
  #night: { readonly mode: NightMode; readonly isDark: boolean } = { mode: 'no', isDark: false };

  constructor(radio: Radio, { hasQuhaoService }: Pick<HandsetKind, 'hasQuhaoService'>) {
    this.#radio = radio;
    this.#written = hasQuhaoService ? null : new Map();
    this.#values = {
      system: new Map(Object.entries(DEFAULTS.system)),
      secure: new Map(Object.entries(DEFAULTS.secure)),
      global: new Map(Object.entries(DEFAULTS.global)),
    };
  }

  get(namespace: Namespace, key: string): string | null {
    return this.#radioValue(namespace, key) ?? this.#values[namespace].get(key) ?? null;
  }

  /** All settings but those that follow the radio, the wall clock, and whether the display is dark. */
  all(): SettingValues {
    const { system, secure, global } = this.#values;
    const { offsetMillis, timeZone } = this.#clock;
    return {
      system: Object.fromEntries(system),
      secure: Object.fromEntries(secure),
      global: Object.fromEntries(global),
      clock: { offsetMillis: String(offsetMillis), ...(timeZone === null ? {} : { timeZone }) },
      display: { isDark: flag(this.#night.isDark), nightMode: NIGHT_MODES[this.#night.mode] },
    };
  }

  /** What the wall clock shows now. */
  now(): Date {
    return new Date(Date.now() + this.#clock.offsetMillis);
  }

  get timeZone(): string | null {
    return this.#clock.timeZone;
  }

  setTime(millis: number): void {
    this.#clock = { ...this.#clock, offsetMillis: millis - Date.now() };
  }

  /** The host's time and zone. */
  resetClock(): void {
    this.#clock = { offsetMillis: 0, timeZone: null };
  }

  setTimeZone(timeZone: string): void {
    this.#clock = { ...this.#clock, timeZone };
  }

  get nightMode(): NightMode {
    return this.#night.mode;
  }

  get isDark(): boolean {
    return this.#night.isDark;
  }

  /** `auto` changes nothing by itself: a device without a location has no sunset, and keeps what it shows. */
  setNightMode(mode: NightMode): void {
    this.#night = { mode, isDark: mode === 'auto' ? this.#night.isDark : mode === 'yes' };
    this.#values.secure.set('ui_night_mode', NIGHT_MODES[mode]);
  }

  list(namespace: Namespace): readonly (readonly [string, string])[] {
    const radioValues =
      namespace === 'global' ? Object.entries(RADIO_SETTINGS).map(([key, value]) => [key, value(this.#radio)] as const) : [];
    return [...this.#values[namespace], ...radioValues].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** False when the setting follows the radio and cannot be written. */
  put(namespace: Namespace, key: string, value: string): boolean {
    const shown = this.#shownByRadio(namespace, key);
    if (shown !== null) {
      this.#written?.set(key, { value, over: shown });
      return this.#written !== null;
    }
    this.#values[namespace].set(key, value);
    return true;
  }

  /** Whether the setting existed. */
  delete(namespace: Namespace, key: string): boolean {
    return this.#values[namespace].delete(key);
  }

  /** Brings back the settings of a new handset. */
  reset(namespace: Namespace): void {
    this.#values[namespace] = new Map(Object.entries(DEFAULTS[namespace]));
  }

  #radioValue(namespace: Namespace, key: string): string | null {
    const shown = this.#shownByRadio(namespace, key);
    const written = this.#written?.get(key);
    return written !== undefined && written.over === shown ? written.value : shown;
  }

  #shownByRadio(namespace: Namespace, key: string): string | null {
    return namespace === 'global' && Object.hasOwn(RADIO_SETTINGS, key) ? (RADIO_SETTINGS[key]?.(this.#radio) ?? null) : null;
  }
}

function flag(isOn: boolean): string {
  return isOn ? '1' : '0';
}
