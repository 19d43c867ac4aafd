import { createHash } from 'node:crypto';
import type { App, PersonaPlaces, Session, Subscriber } from '../model/documents.ts';
import type { ScopeSeed } from '../model/scope-handle.ts';
import { READY_APP } from './documents.ts';

/**
 * Numbers 154 0000 SSNN: the digits SS say what happens, NN counts twenty numbers of a kind, so that parallel tests need not share one. In the default scope
 * each has a bearer session at the loopback address 127.154.SS.NN. Appids and addresses are unique over all scopes, so every other scope has a block of its own:
 * apps 300000 BBB 1SS and sessions at 127.BBB.SS.NN. The scope's report has the block.
 */
export interface Persona {
  /** SS */
  readonly digits: string;
  readonly name: string;
  readonly happens: string;
  readonly subscriber?: Partial<Subscriber>;
  readonly session?: Session['state'];
  /** The app that the persona needs: its id in the default scope, and its properties. */
  readonly app?: Partial<App> & Pick<App, 'appid'>;
}

const keys = { appKey: READY_APP.appKey, appSecret: READY_APP.appSecret };

export const PERSONAS = [
  { digits: '00', name: 'healthy', happens: '103000' },
  {
    digits: '01',
    name: 'arrears',
    happens: 'the top-up page in the place of every answer: 102223 or 200021',
    session: 'arrears',
  },
  { digits: '02', name: 'IoT SIM', happens: '105002', subscriber: { state: 'iot' } },
  { digits: '03', name: 'data-only SIM', happens: '105002', subscriber: { state: 'dataOnly' } },
  { digits: '04', name: 'Mobile failing', happens: '105002', subscriber: { state: 'operatorFailure' } },
  { digits: '10', name: 'Unicom', happens: '103000 after a redirect', subscriber: { operator: 'unicom' } },
  { digits: '11', name: 'Unicom failing', happens: '105001', subscriber: { operator: 'unicom', state: 'operatorFailure' } },
  {
    digits: '12',
    name: 'Unicom, no right',
    happens: '105013 with app 300000000112',
    subscriber: { operator: 'unicom' },
    app: { appid: '300000000112', ...keys, operators: ['mobile', 'telecom'] },
  },
  { digits: '20', name: 'Telecom', happens: '103000 after a redirect', subscriber: { operator: 'telecom' } },
  { digits: '21', name: 'Telecom failing', happens: '105003', subscriber: { operator: 'telecom', state: 'operatorFailure' } },
  {
    digits: '22',
    name: 'Telecom, no right',
    happens: '105012 with app 300000000122',
    subscriber: { operator: 'telecom' },
    app: { appid: '300000000122', ...keys, operators: ['mobile', 'unicom'] },
  },
  { digits: '30', name: 'slow', happens: '103000 after 3 s', subscriber: { latencyMs: 3000 } },
  { digits: '31', name: 'very slow', happens: 'an answer after 20 s: 200023', subscriber: { latencyMs: 20_000 } },
  { digits: '32', name: 'stalled', happens: 'accepted, never answered: 200023', session: 'stalled' },
  { digits: '33', name: 'no data', happens: 'reset without a byte: 102102 or 200028', session: 'noData' },
  { digits: '40', name: 'ported', happens: '103000 from the SIM’s operator', subscriber: { state: 'ported' } },
  {
    digits: '41',
    name: 'roaming',
    happens: '103000; 103111 where the scope refuses foreign addresses',
    subscriber: { state: 'roaming' },
  },
  {
    digits: '42',
    name: 'suspended',
    happens: 'the bearer has no data: reset without a byte',
    subscriber: { state: 'suspended' },
  },
  {
    digits: '50',
    name: 'quota 0',
    happens: '105312 with app 300000000150',
    app: { appid: '300000000150', ...keys, purchasedCalls: 0 },
  },
  {
    digits: '51',
    name: 'daily limit 0',
    happens: '105021 with app 300000000151',
    app: { appid: '300000000151', ...keys, dailyLimit: 0 },
  },
  {
    digits: '52',
    name: 'not admitted',
    happens: '105302 with app 300000000152',
    app: { appid: '300000000152', ...keys, admitted: false },
  },
  {
    digits: '53',
    name: 'no capability',
    happens: '105019 with app 300000000153',
    app: { appid: '300000000153', ...keys, capabilities: [] },
  },
] as const satisfies readonly Persona[];

/** The numbers of each persona: NN 01 to 20. */
export const NUMBERS_EACH = 20;

export function personaNumbers({ digits }: Pick<Persona, 'digits'>): readonly string[] {
  return Array.from({ length: NUMBERS_EACH }, (_, index) => `1540000${digits}${String(index + 1).padStart(2, '0')}`);
}

export function personaAddress(msisdn: string, { net }: Pick<PersonaBlock, 'net'> = HOME_BLOCK): string {
  return `127.${net}.${Number(msisdn.slice(7, 9))}.${Number(msisdn.slice(9))}`;
}

/** The block of a scope's personas. */
export interface PersonaBlock {
  /** Digits 7 to 9 of the appids. */
  readonly number: number;
  /** The second part of the addresses. */
  readonly net: number;
}

/** The block of the default scope. */
export const HOME_BLOCK: PersonaBlock = { number: 0, net: 154 };

const FIRST_OWN_BLOCK = 155;
const OWN_BLOCKS = 100;

/** The blocks that a scope may have, in the order in which it tries them. The order depends on the scope's id only. */
export function ownBlocks(scope: string): readonly PersonaBlock[] {
  const start = createHash('sha256').update(scope, 'utf8').digest().readUInt32BE() % OWN_BLOCKS;
  return Array.from({ length: OWN_BLOCKS }, (_, index) => {
    const number = FIRST_OWN_BLOCK + ((start + index) % OWN_BLOCKS);
    return { number, net: number };
  });
}

export type PersonaDocuments = Required<Pick<ScopeSeed, 'apps' | 'subscribers' | 'sessions'>>;

/** The documents of a block's personas. The first app is for personas that need no app of their own. */
export function personaDocuments(block: PersonaBlock): PersonaDocuments {
  const personas: readonly Persona[] = PERSONAS;
  const owned = personas.flatMap(({ app }) => (app === undefined ? [] : [{ ...app, appid: appidIn(block, app.appid) }]));
  const numbers = personas.flatMap((persona) => personaNumbers(persona).map((msisdn) => ({ msisdn, persona })));
  return {
    apps: [{ appid: appidIn(block, READY_APP.appid), ...keys }, ...owned],
    subscribers: numbers.map(({ msisdn, persona }) => ({ msisdn, ...persona.subscriber })),
    sessions: numbers.map(({ msisdn, persona }) => ({
      address: personaAddress(msisdn, block),
      msisdn,
      state: persona.session ?? 'ok',
    })),
  };
}

export function personaPlaces(block: PersonaBlock): PersonaPlaces {
  const personas: readonly Persona[] = PERSONAS;
  const owned = personas.flatMap(({ digits, app }) => (app === undefined ? [] : [[digits, appidIn(block, app.appid)] as const]));
  return {
    app: appidIn(block, READY_APP.appid),
    apps: Object.fromEntries(owned),
    addresses: `127.${block.net}.SS.NN`,
  };
}

function appidIn({ number }: PersonaBlock, homeAppid: string): string {
  return `${homeAppid.slice(0, 6)}${String(number).padStart(3, '0')}${homeAppid.slice(9)}`;
}
