import { expect, test } from 'vitest';
import { GET_TOKEN } from '../operations/get-token.ts';
import { LOGIN_TOKEN_VALIDATE } from '../operations/login-token-validate.ts';
import { PREFETCH } from '../operations/prefetch.ts';
import { TOKEN_VALIDATE } from '../operations/token-validate.ts';
import { LISTENERS } from './listeners.ts';
import { isReachedByBearer, OPERATIONS, PLANES } from './operations.ts';

test('the last steps of the table are those of the operations’ rules', () => {
  const operations = [PREFETCH, GET_TOKEN, LOGIN_TOKEN_VALIDATE, TOKEN_VALIDATE];
  expect(OPERATIONS.map(({ name, lastStep }) => [name, lastStep])).toEqual(
    operations.map(({ operation, rules }) => [operation, rules.at(-1)?.step]),
  );
});

test('a plane has TLS where one of its listeners has', () => {
  const listeners = (plane: string) => LISTENERS.filter((row) => row.plane === plane);
  expect(PLANES.map(({ name, hasTls }) => [name, hasTls])).toEqual(
    PLANES.map(({ name }) => [name, listeners(name).some(({ isTls }) => isTls)]),
  );
});

test('a bearer has the listeners without a PROXY header of the planes that bearers reach', () => {
  expect(LISTENERS.map(({ name, isBearers }) => [name, isBearers])).toEqual(
    LISTENERS.map(({ name, plane, isProxied }) => [name, isReachedByBearer(plane) && !isProxied]),
  );
});
