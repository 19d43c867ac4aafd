import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../random.ts';
import { type Making, madeBy } from './making.ts';
import { type MistakeRow, type MistakeVariant, SLOTS } from './mistake.ts';
import { SIGNATURE_MISTAKES } from './mistake-table.ts';
import { hmacMaking, md5Making, ORDER_AS_SENT, ORDER_OF_TABLE } from './right-making.ts';
import { diagnoseSignature, type SignatureQuestion } from './signature-diagnosis.ts';
import { ENCODING_MISTAKES } from './signature-encodings.ts';
import { operatorTime } from './times.ts';

describe('the table of mistakes', () => {
  const rows = [...SIGNATURE_MISTAKES, ...ENCODING_MISTAKES];

  test('has every mistake once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test.each(rows)('$id has words in both languages, with the same subjects', ({ en, zh }) => {
    const subjects = (words: string) => [...words.matchAll(/\{\d\}/g)].map(([subject]) => subject).sort();
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(subjects(zh).filter((subject) => !subjects(en).includes(subject))).toEqual([]);
  });
});

/** How many requests are made; scripts/fuzz makes more. */
const REQUESTS = Number(process.env['QUHAO_DIAGNOSES'] ?? 150);
const SEED = process.env['QUHAO_SEED'] ?? randomBytes(4).toString('hex');

describe(`seed ${SEED}`, () => {
  const random = new SeededRandom(SEED);
  const below = (limit: number): number => random.next(4).readUInt32BE() % limit;
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const hex = (bytes: number): string => random.next(bytes).toString('hex');

  const key = (name: string) => ({ name, value: hex(16).toUpperCase() });

  function makeQuestion(kind: 'login' | 'check' | 'token'): SignatureQuestion {
    const token = `STsid${String(below(1e7)).padStart(7, '0')}${1_700_000_000_000 + below(1e9)}${hex(16)}`;
    const time = operatorTime(1_700_000_000_000 + below(1e9) * 30);
    const appid = `3000000${String(below(1e5)).padStart(5, '0')}`;
    const values = {
      login: { appid, version: '2.0', msgid: hex(16), systemtime: time, strictcheck: oneOf(['0', '1']), token },
      check: { appId: appid, msgId: hex(16), phoneNum: hex(32).toUpperCase(), timestamp: time, token, version: '1.0' },
      token: {
        version: '1.0',
        appid,
        msgid: hex(16),
        systemtime: time,
        scrip: hex(20),
        capability: oneOf(['login', 'check']),
        apppackage: 'com.example.Login',
        appsign: hex(16),
        networktype: '1',
        sdkversion: 'v5.9',
      },
    }[kind];
    const parts = Object.entries(values).map(([name, value]) => ({ name, value }));
    const own = key(kind === 'login' ? 'appSecret' : 'appKey');
    const names = Object.keys(values);
    const joiner = kind === 'token' ? '\n' : '';
    return {
      formula: kind,
      letterCase: kind === 'token' ? 'lower' : 'upper',
      given: '',
      right: kind === 'login' ? md5Making(parts, own) : hmacMaking(parts, joiner, own),
      otherKeys: [key(kind === 'login' ? 'appKey' : 'appSecret'), key('appSecret of app 300000000002'), key('former appSecret')],
      orders: [
        { ...ORDER_AS_SENT, names: [...names.slice(3), 'expandparams', ...names.slice(0, 3)] },
        { ...ORDER_OF_TABLE, names: [...names.slice(0, 2).reverse(), ...names.slice(2)] },
      ],
      unsigned: kind === 'login' ? [{ name: 'expandparams', value: 'from=app' }] : [],
    };
  }

  interface Made {
    readonly row: MistakeRow;
    readonly variant: MistakeVariant;
  }

  /** One random mistake that changes what is signed. */
  function randomMistake(question: SignatureQuestion, among: readonly MistakeRow[]): Made {
    for (;;) {
      const row = oneOf(among);
      const variants = row.variants(question);
      const variant = variants.length === 0 ? undefined : oneOf(variants);
      if (variant !== undefined && madeBy(variant.make(question.right)) !== madeBy(question.right)) {
        return { row, variant };
      }
    }
  }

  function randomMistakes(question: SignatureQuestion, count: number): readonly Made[] {
    const first = randomMistake(
      question,
      SIGNATURE_MISTAKES.filter(({ isAlone }) => count === 1 || isAlone !== true),
    );
    if (count === 1) {
      return [first];
    }
    const others = SIGNATURE_MISTAKES.filter(({ slot, isAlone }) => isAlone !== true && slot !== first.row.slot);
    return [first, randomMistake(question, others)].sort((a, b) => SLOTS.indexOf(a.row.slot) - SLOTS.indexOf(b.row.slot));
  }

  function written(making: Making, { letterCase }: SignatureQuestion): string {
    return letterCase === 'upper' ? madeBy(making).toUpperCase() : madeBy(making);
  }

  test.each([1, 2])('of requests with %d mistakes, 95 of 100 have theirs named', { timeout: 120_000 }, (count) => {
    const missed: string[] = [];
    const kinds = count === 1 ? (['login', 'check', 'token'] as const) : (['login', 'check'] as const);
    for (let at = 0; at < REQUESTS; at++) {
      const question = makeQuestion(oneOf(kinds));
      const mistakes = randomMistakes(question, count);
      const making = mistakes.reduce((made, { variant }) => variant.make(made), question.right);
      const given = written(making, question);
      const diagnosis = diagnoseSignature({ ...question, given });
      const named = diagnosis?.mistakes.map(({ id }) => id) ?? [];
      if (diagnosis !== null && named.length > count) {
        missed.push(`${question.formula}: more than was made: ${named.join()}`);
      }
      if (diagnosis !== null && named.length === 0) {
        missed.push(
          `${question.formula}: ${mistakes.map(({ row }) => row.id).join(' + ')} was named ${named.join(' + ') || 'nothing'}`,
        );
      }
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(0);
  });
});
