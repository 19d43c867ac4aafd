import type { App, Capability, PersonaPlaces, Session, Settings, Subscriber } from '../model/documents.ts';

/** What a store holds, as plain data. Every record is immutable; a change replaces it. */

export interface ScripRecord {
  readonly scrip: string;
  readonly appid: string;
  readonly certificateMd5: string;
  readonly msisdn: string;
  /** The SIM that the scrip was made for. A swap of the SIM revokes it. */
  readonly sim: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface TokenRecord {
  readonly token: string;
  readonly appid: string;
  readonly msisdn: string;
  readonly capability: Capability;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the token was exchanged. The record stays for a while, so that a second use is recognised. */
  readonly usedAt: number | null;
}

/** The kinds of documents of a scope. */
export interface Documents {
  readonly app: App;
  readonly subscriber: Subscriber;
  readonly session: Session;
}

export type DocumentKind = keyof Documents;

/** The kinds of names that are unique over all scopes: that of an app is its appid, that of a session its address. */
export type ClaimKind = 'app' | 'address';

export interface ClaimedName {
  readonly kind: ClaimKind;
  readonly name: string;
}

/** The kind of name that each kind of document has. */
const CLAIM_KINDS = { app: 'app', session: 'address', subscriber: null } as const satisfies Record<
  DocumentKind,
  ClaimKind | null
>;

/** The name of a document; null: it has none that is unique over all scopes. */
export function nameOf(kind: DocumentKind, id: string): ClaimedName | null {
  const claim = CLAIM_KINDS[kind];
  return claim === null ? null : { kind: claim, name: id };
}

interface NamedDocuments {
  readonly apps: readonly Pick<App, 'appid'>[];
  readonly sessions: readonly Pick<Session, 'address'>[];
}

/** The names of a scope's documents. */
export function namesOf({ apps, sessions }: NamedDocuments): readonly ClaimedName[] {
  return [
    ...apps.map(({ appid }) => ({ kind: 'app' as const, name: appid })),
    ...sessions.map(({ address }) => ({ kind: 'address' as const, name: address })),
  ];
}

interface Planting {
  readonly by: string;
  /** Whether the scope is being created: nobody has it yet. */
  readonly isFirst: boolean;
}

/** What a scope has once: what another process would need to serve it as this one does. */
export interface ScopeMeta {
  readonly settings: Settings;
  /** The scope's clock showed `now` when the system's clock showed `anchoredAt`, and runs at `rate` since. */
  readonly clock: { readonly now: number; readonly rate: number; readonly anchoredAt: number };
  /** How many bytes of the seed's random stream were read when the scope was last dumped; 0 without a seed. */
  readonly randomPosition: number;
  /** The gateway's keys by their ids; the last is the current one. */
  readonly keyids: readonly string[];
  readonly personas: PersonaPlaces | null;
  /** The real time at which the scope ends by itself; null: never. */
  readonly endsAt: number | null;
  /** The instance that plants the scope just now; absent: it stands. One that dies in the middle leaves it half planted. */
  readonly planting?: Planting;
}

export interface Versioned<T> {
  readonly version: number;
  readonly value: T;
}

/** The state of a scope as plain data. */
export interface ScopeDump {
  readonly meta: ScopeMeta;
  readonly apps: readonly App[];
  readonly subscribers: readonly Subscriber[];
  readonly sessions: readonly Session[];
  readonly scrips: readonly ScripRecord[];
  /** Used tokens in the order of their use, then unused ones in the order of their issue. */
  readonly tokens: readonly TokenRecord[];
  readonly queuedTokens: readonly string[];
  /** How many tokens were made, queued ones not counted. */
  readonly madeTokens: number;
  readonly calls: readonly (readonly [string, number])[];
  readonly retrievals: readonly DayCount[];
  readonly msgids: readonly MsgidUse[];
}

/** The retrievals of an app on one day of China Standard Time. */
export interface DayCount {
  readonly appid: string;
  readonly day: number;
  readonly count: number;
}

/** A msgid that is used up at its host until `expiresAt`. */
export interface MsgidUse {
  readonly host: string;
  readonly msgid: string;
  readonly expiresAt: number;
}
