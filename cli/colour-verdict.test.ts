import { expect, test } from 'vitest';
import { isColoured } from './colour-verdict.ts';

const terminal = { isTTY: true };
const pipe = {};

test.each([
  ['a terminal', {}, terminal, true],
  ['a pipe', {}, pipe, false],
  ['a pipe in CI, whose lines scripts read', { CI: 'true' }, pipe, false],
  ['a terminal that is dumb', { TERM: 'dumb' }, terminal, false],
  ['a terminal with NO_COLOR', { NO_COLOR: '1' }, terminal, false],
  ['an empty NO_COLOR, which forbids nothing', { NO_COLOR: '' }, terminal, true],
  ['a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, pipe, true],
  ['a terminal with FORCE_COLOR=0', { FORCE_COLOR: '0' }, terminal, false],
  ['NO_COLOR beside FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, pipe, false],
])('%s', (_what, env, stream, expected) => {
  expect(isColoured(env, stream)).toBe(expected);
});
