import type { ScopeSeed, StartScope } from '../model/scope-handle.ts';
import type { WrongPlace } from '../model/yaml-text.ts';
import { canonicalAddress } from '../protocol/addresses.ts';
import { READY_SUBSCRIBER } from '../scope/documents.ts';
import { PERSONAS, personaNumbers } from '../scope/personas.ts';
import { seedSchema } from '../scope/scope-seed.ts';

/** What a config file says of one place in view of another: doubled names, sessions of numbers that are not there. */
export function wrongReferences(top: ScopeSeed, scopes: readonly StartScope[]): readonly WrongPlace[] {
  const ready = [READY_SUBSCRIBER.msisdn, ...PERSONAS.flatMap(personaNumbers)];
  return [
    ...doubledDocuments(top, []),
    ...unknownNumbers(top, { path: [], others: ready }),
    ...scopes.flatMap((scope, index) => doubledDocuments(scope, ['scopes', index])),
    ...scopes.flatMap((scope, index) =>
      unknownNumbers(scope, { path: ['scopes', index], others: scope.preset === 'personas' ? ready : [] }),
    ),
    ...wrongIds(scopes),
  ];
}

function doubledDocuments(
  { apps = [], subscribers = [], sessions = [] }: ScopeSeed,
  path: readonly PropertyKey[],
): readonly WrongPlace[] {
  const addresses = sessions.map(({ address }) => canonicalAddress(address) ?? address);
  return [
    ...doubled(
      apps.map(({ appid }) => appid),
      [...path, 'apps'],
      'appid',
    ),
    ...doubled(
      subscribers.map(({ msisdn }) => msisdn),
      [...path, 'subscribers'],
      'msisdn',
    ),
    ...doubled(addresses, [...path, 'sessions'], 'address'),
  ];
}

function doubled(names: readonly string[], path: readonly PropertyKey[], key: string): readonly WrongPlace[] {
  const list = String(path.at(-1));
  const first = new Map<string, number>();
  return names.flatMap((name, index) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
    }
    return before === undefined ? [] : [{ path: [...path, index, key], message: `stands at ${list}[${before}].${key} already` }];
  });
}

interface Known {
  readonly path: readonly PropertyKey[];
  /** Numbers that the scope has besides those of the file. */
  readonly others: readonly string[];
}

function unknownNumbers(
  { subscribers = [], sessions = [], bearers = [] }: ScopeSeed,
  { path, others }: Known,
): readonly WrongPlace[] {
  const known = new Set([...others, ...subscribers.map(({ msisdn }) => msisdn)]);
  const message = 'this scope has no subscriber with that number; put it under subscribers too';
  return Object.entries({ sessions, bearers }).flatMap(([list, items]) =>
    items.flatMap(({ msisdn }, index) => (known.has(msisdn) ? [] : [{ path: [...path, list, index, 'msisdn'], message }])),
  );
}

function wrongIds(scopes: readonly StartScope[]): readonly WrongPlace[] {
  const ids = scopes.map(({ id }) => id);
  return ids.flatMap((id, index) => {
    const path = ['scopes', index, 'id'];
    const [issue] = seedSchema.shape.id.safeParse(id).error?.issues ?? [];
    if (issue !== undefined) {
      return [{ path, message: issue.message }];
    }
    if (id === 'default') {
      return [{ path, message: 'default is the scope of the keys at the top; give another name' }];
    }
    const before = ids.indexOf(id);
    return id === undefined || before === index ? [] : [{ path, message: `stands at scopes[${before}].id already` }];
  });
}
