import type { Level } from '../check.ts';

/** The types of a check of the gateway profile: a row of data that is judged over HTTP, without a device (docs/conformance.md §9). */

/**
 * What a gateway must offer. client: the number and the token request in dialect quhao-1 · arrangement: apps, subscribers and clock can be
 * set · other-address: it can be asked from an address that no subscriber has · login-token, check-token: a fresh token can be had · number:
 * the number behind its tokens is known.
 */
export type GatewayCapability = 'client' | 'arrangement' | 'other-address' | 'login-token' | 'check-token' | 'number';

export type TokenCapability = 'login' | 'check';
export type OperatorHost = 'mobile' | 'unicom' | 'telecom';

/** Where the registration or the subscriber differs from a healthy one. */
export interface GatewayArrange {
  readonly app?: {
    readonly admitted?: boolean;
    readonly capabilities?: readonly TokenCapability[];
    readonly operators?: readonly OperatorHost[];
    readonly dailyLimit?: number;
    readonly purchasedCalls?: number;
    readonly whitelist?: string;
    readonly enforceWhitelist?: boolean;
    /** Calls that are bought now, on the gateway's clock. */
    readonly topUp?: number;
  };
  readonly subscriber?: {
    readonly operator?: OperatorHost;
    readonly state?: 'ok' | 'iot' | 'operatorFailure';
    /** Another value than before is a SIM swap. */
    readonly sim?: string;
  };
  readonly scripLifeMs?: number;
  /** once: a scrip is good for one token. */
  readonly scripUse?: 'once';
  /** The address that server calls count as coming from. */
  readonly callerAddress?: string;
}

/** How a request differs from a right one. Signatures are made over the changed fields, so that the request is wrong in one way only. */
export interface Change {
  /** null leaves a field out. */
  readonly fields?: Readonly<Record<string, string | number | null>>;
  /** Fields of the sealed part of a number request, of `header` of tokenValidate. */
  readonly inner?: Readonly<Record<string, string>>;
  readonly signedWith?: 'another-key';
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string;
  /** Replaces the whole body. */
  readonly body?: string;
}

/** What is done, in order. `as` names the answer, so that expectations can refer to it. */
export type GatewayStep =
  | {
      readonly do: 'number-request';
      readonly as: string;
      readonly at?: OperatorHost;
      /** elsewhere: an address that no subscriber has. */
      readonly from?: 'elsewhere';
      readonly change?: Change;
    }
  /** `scripOf`: the number request that brought the scrip; absent: a scrip that nobody issued. */
  | {
      readonly do: 'token-request';
      readonly as: string;
      readonly scripOf?: string;
      readonly capability: TokenCapability;
      readonly change?: Change;
    }
  /** A fresh token, by the client operations or as the gateway's owner says. */
  | { readonly do: 'token'; readonly as: string; readonly capability: TokenCapability }
  /** loginTokenValidate. `tokenOf`: the step that brought the token; absent: a token that nobody issued. `times`: so many at once. */
  | { readonly do: 'exchange'; readonly as: string; readonly tokenOf?: string; readonly times?: number; readonly change?: Change }
  /** tokenValidate, with the number behind the token or another. */
  | {
      readonly do: 'compare';
      readonly as: string;
      readonly tokenOf?: string;
      readonly number: 'own' | 'other';
      readonly change?: Change;
    }
  | { readonly do: 'arrange'; readonly to: GatewayArrange }
  | { readonly do: 'advance'; readonly ms: number }
  /** The operator revokes every scrip. */
  | { readonly do: 'revoke-scrips' };

interface Named {
  readonly name: string;
  /** What it means for the gateway when the expectation fails, in our words. */
  readonly meaning: string;
  /** The clause of the row that the expectation is about, where it is not the first. */
  readonly clause?: string;
}

export type GatewayExpectation = Named &
  (
    | { readonly expect: 'code'; readonly of: string; readonly is: string }
    /** Of requests that were sent at once: how many were answered with each code. */
    | { readonly expect: 'codes'; readonly of: string; readonly are: Readonly<Record<string, number>> }
    /** The answer repeats the request's message id. */
    | { readonly expect: 'echo'; readonly of: string }
    /** A field of the answer, of its sealed part or of its `header` or `body`. */
    | { readonly expect: 'field'; readonly of: string; readonly field: string; readonly matches: string }
    /** The number that the answer brings: the subscriber's, or none anywhere in it. */
    | { readonly expect: 'number'; readonly of: string; readonly is: 'subscriber' | 'absent' }
  );

/** A crooked gateway that must fail the check, and the expectation that must fail. */
interface CrookedKill {
  readonly crooked: string;
  readonly by: string;
}

export interface GatewayCheck {
  /** `gateway-…` or `server-…`; never renamed, never reused. */
  readonly id: string;
  /** The first clause gives the level. */
  readonly clause: readonly [string, ...string[]];
  readonly level: Level;
  readonly subject: 'gateway' | 'server';
  readonly profile: readonly ['gateway'];
  /** Beyond what the row's data show. */
  readonly needs?: readonly GatewayCapability[];
  readonly arrange: GatewayArrange;
  readonly act: readonly GatewayStep[];
  readonly expect: readonly GatewayExpectation[];
  readonly kills: readonly CrookedKill[];
  readonly since: string;
}
