import { expect, test } from 'vitest';
import { isColoured } from './colour-verdict.ts';

const terminal = { isTTY: true };
const pipe = {};

test.each([
  { what: 'a terminal', env: {}, stream: terminal, expected: true },
  { what: 'a pipe', env: {}, stream: pipe, expected: false },
  { what: 'a pipe in CI, whose lines scripts read', env: { CI: 'true' }, stream: pipe, expected: false },
  { what: 'a terminal that is dumb', env: { TERM: 'dumb' }, stream: terminal, expected: false },
  { what: 'a terminal with NO_COLOR', env: { NO_COLOR: '1' }, stream: terminal, expected: false },
  { what: 'an empty NO_COLOR, which forbids nothing', env: { NO_COLOR: '' }, stream: terminal, expected: true },
  { what: 'a pipe with FORCE_COLOR', env: { FORCE_COLOR: '1' }, stream: pipe, expected: true },
  { what: 'a terminal with FORCE_COLOR=0', env: { FORCE_COLOR: '0' }, stream: terminal, expected: false },
  { what: 'NO_COLOR beside FORCE_COLOR', env: { NO_COLOR: '1', FORCE_COLOR: '1' }, stream: pipe, expected: false },
])('$what', ({ env, stream, expected }) => {
  expect(isColoured(env, stream)).toBe(expected);
});
