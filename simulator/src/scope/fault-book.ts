import { type Hits, NO_HITS, stageOf } from '../model/fault-stages.ts';
import type { ArmedFault, FaultRule } from '../model/faults.ts';
import { byPlane, type Plane } from '../model/operations.ts';
import { type Armed, describeArmed, type FaultQuestion, fires, lifeOf } from './armed-fault.ts';
import { invalid, read } from './documents.ts';
import { faultSchema } from './fault-rule.ts';
import { matchedField, unknownMatchKeys } from './match-keys.ts';

export interface FaultBookState {
  readonly made: number;
  readonly rules: readonly Armed[];
  readonly asked: Readonly<Record<Plane, number>>;
}

/** The planes whose ports must refuse connections. */
export interface PortRefusals {
  /** The oldest rule that is due, of each plane. */
  readonly rules: ReadonlyMap<Plane, string>;
  /** When this changes next if only time passes, on the scope's clock; null: never. */
  readonly changesAt: number | null;
}

/** A scope's fault rules. At each stage only the oldest rule that fires acts. */
export class FaultBook {
  readonly #rules = new Map<string, Armed>();
  /** Rules that match no field, and the others by their first field: a request is compared with few of a thousand rules. */
  #unmatched: Armed[] = [];
  #matched: { readonly field: string; readonly byValue: Map<string, Armed[]> }[] = [];
  readonly #fields: 'known' | 'of a dialect';
  #made = 0;
  /** Requests to each plane while rules were armed. */
  readonly #asked = byPlane(0);
  #late = 0;

  /** `fields`: whether the requests of the SDK have the field names that are known, or those of a dialect. */
  constructor(fields: 'known' | 'of a dialect' = 'known') {
    this.#fields = fields;
  }

  put(input: unknown, now: number): ArmedFault {
    const rule = read(faultSchema, 'fault rule', input) as FaultRule;
    const unknown = unknownMatchKeys(rule, this.#fields);
    if (unknown.length > 0) {
      throw invalid('fault rule', unknown);
    }
    this.#made += 1;
    const armed: Armed = {
      id: `fault-${this.#made}`,
      order: this.#made,
      rule,
      stage: stageOf(rule.effect),
      armedAt: now,
      seen: 0,
      hits: 0,
      missed: 0,
      shadowed: 0,
      askedBefore: this.#asked[rule.plane],
      draws: 0,
    };
    this.#rules.set(armed.id, armed);
    this.#index(armed);
    return this.#describe(armed, now);
  }

  list(now: number): readonly ArmedFault[] {
    return [...this.#rules.values()].map((armed) => this.#describe(armed, now));
  }

  find(id: string, now: number): ArmedFault | undefined {
    const armed = this.#rules.get(id);
    return armed === undefined ? undefined : this.#describe(armed, now);
  }

  remove(id: string): boolean {
    const isRemoved = this.#rules.delete(id);
    this.#reindex();
    return isRemoved;
  }

  clear(): void {
    this.#rules.clear();
    this.#reindex();
  }

  get state(): FaultBookState {
    return { made: this.#made, rules: [...this.#rules.values()].map((armed) => ({ ...armed })), asked: { ...this.#asked } };
  }

  restore({ made, rules, asked }: FaultBookState): void {
    this.#made = made;
    Object.assign(this.#asked, asked);
    this.#rules.clear();
    for (const armed of rules) {
      this.#rules.set(armed.id, { ...armed });
    }
    this.#reindex();
  }

  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

  /** Whether any rule has `afterStep`. */
  get hasLateRules(): boolean {
    return this.#late > 0;
  }

  /** Selects the rules that act on a request or connection, one a stage, and counts the hits. */
  take(question: FaultQuestion): Hits {
    if (this.#rules.size === 0) {
      return NO_HITS;
    }
    const { stages, passedStep, plane } = question;
    const isRequest = passedStep === null && stages.includes('outcome');
    if (isRequest) {
      this.#asked[plane] += 1;
    }
    const candidates = this.#candidates(question);
    if (candidates.length === 0) {
      return NO_HITS;
    }
    const hits: { [stage: string]: unknown } = {};
    for (const armed of candidates) {
      if (!stages.includes(armed.stage)) {
        const isEarlier = armed.stage === 'connection' || armed.stage === 'tls';
        armed.missed += isRequest && isEarlier && armed.rule.plane === plane ? 1 : 0;
      } else if (fires(armed, question)) {
        // Asked of a younger rule too: the request counts for the rule's `when` even if an older rule acts.
        if (hits[armed.stage] === undefined) {
          armed.hits += 1;
          hits[armed.stage] = { id: armed.id, effect: armed.rule.effect };
        } else {
          armed.shadowed += 1;
        }
      }
    }
    return hits as Hits;
  }

  portRefusals(now: number): PortRefusals {
    const rules = new Map<Plane, string>();
    let changesAt: number | null = null;
    for (const { id, rule, stage, armedAt } of this.#rules.values()) {
      if (stage !== 'port') {
        continue;
      }
      const { from, to } = lifeOf(rule, armedAt);
      if (from <= now && now < to && !rules.has(rule.plane)) {
        rules.set(rule.plane, id);
      }
      const next = [from, to].find((edge) => edge > now && edge < Number.POSITIVE_INFINITY);
      changesAt = next === undefined ? changesAt : Math.min(next, changesAt ?? next);
    }
    return { rules, changesAt };
  }

  /** Counts a hit of a rule that acts without a request. */
  countHit(id: string): void {
    const armed = this.#rules.get(id);
    if (armed !== undefined) {
      armed.hits += 1;
    }
  }

  #describe(armed: Armed, now: number): ArmedFault {
    return describeArmed(armed, { asked: this.#asked[armed.rule.plane], now });
  }

  #candidates({ fields }: FaultQuestion): readonly Armed[] {
    let matching: Armed[] | null = null;
    for (const { field, byValue } of this.#matched) {
      const value = matchedField(fields, field);
      const rules = typeof value === 'string' ? byValue.get(value) : undefined;
      if (rules !== undefined) {
        matching = [...(matching ?? this.#unmatched), ...rules];
      }
    }
    return matching === null ? this.#unmatched : matching.sort((a, b) => a.order - b.order);
  }

  #index(armed: Armed): void {
    if (armed.stage === 'port') {
      // Ports are refused without a request.
      return;
    }
    this.#late += armed.rule.when !== undefined && 'afterStep' in armed.rule.when ? 1 : 0;
    const [first] = Object.entries(armed.rule.match ?? {});
    if (first === undefined) {
      this.#unmatched.push(armed);
      return;
    }
    const [name, value] = first;
    const known = this.#matched.find(({ field }) => field === name);
    const { byValue } = known ?? { byValue: new Map<string, Armed[]>() };
    byValue.set(value, [...(byValue.get(value) ?? []), armed]);
    if (known === undefined) {
      this.#matched.push({ field: name, byValue });
    }
  }

  #reindex(): void {
    this.#unmatched = [];
    this.#late = 0;
    this.#matched = [];
    for (const armed of this.#rules.values()) {
      this.#index(armed);
    }
  }
}
