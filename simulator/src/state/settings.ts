/** What no public document settles (wire.md §7): a scope's settings, each with its default. */
export interface Settings {
  /** `field` accepts the deviations that back ends in the field get away with (wire.md §4). */
  readonly strictness: 'guide' | 'field';
  readonly scripLifeMs: number;
  readonly scripUse: 'many' | 'once';
  /** How far systemtime may be off; null: not looked at. */
  readonly timeWindowMs: number | null;
  readonly msgidReplay: 'allowed' | 'refused';
  readonly roaming: 'served' | 'refused';
  readonly topUpDelayMs: number;
}

export const DEFAULT_SETTINGS: Settings = {
  strictness: 'guide',
  scripLifeMs: 3_600_000,
  scripUse: 'many',
  timeWindowMs: null,
  msgidReplay: 'allowed',
  roaming: 'served',
  topUpDelayMs: 1_800_000,
};
