import type { Making } from './making.ts';
import type { MistakeRow, MistakeVariant } from './mistake.ts';

/** Rare separators: between values, and between names and values. They meet no other mistake. */

const MARKS = ['/', '.', '*', '@', '$', '=', '%', '!', '?', '~', '^', '\\', ', ', '; ', ' | ', ' & '] as const;
const DOUBLE_MARKS = ['||', '&&', '::', '--', '__', '##', '$$', '->', '=>'] as const;
const OTHER_JOINERS = [
  { joiner: '\r', en: 'carriage returns', zh: '回车' },
  { joiner: '\0', en: 'zero bytes', zh: '零字节' },
  { joiner: '\u0001', en: 'the control character 1', zh: '控制字符 1' },
  { joiner: '%26', en: '%26', zh: '%26' },
  { joiner: '，', en: 'full-width commas', zh: '全角逗号' },
  { joiner: '、', en: 'enumeration commas', zh: '顿号' },
] as const;

const JOINERS = [...[...MARKS, ...DOUBLE_MARKS].map((joiner) => ({ joiner, en: joiner, zh: joiner })), ...OTHER_JOINERS] as const;

/** What stands between a name and its value. */
const BETWEEN_NAMES = ['=', ':', ': ', '->', '=>', '|', ',', '_'] as const;
const BETWEEN_PAIRS = ['', '&', ',', ', ', ';', '; ', '|', ' ', '\n', '#'] as const;
/** name=value with these between the pairs is no rare form: form-mistakes.ts has it. */
const USUAL_OF_EQUALS: readonly string[] = ['', '&'];

export const SEPARATOR_MISTAKES = [
  {
    id: 'joined-with-any',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'joined the values with {0}',
    zh: '各值之间用{0}连接',
    variants: ({ right }) =>
      JOINERS.flatMap(({ joiner, ...words }) =>
        beforeKeys(right, '').map((beforeKey) => ({
          subjects: [words],
          make: (making) => ({ ...making, joiner, beforeKey }),
        })),
      ),
  },
  {
    id: 'pairs-joined-with-any',
    slot: 'join',
    cost: 4,
    isAlone: true,
    en: 'signed names and values with {0} between the two and {1} between the pairs, instead of the values alone',
    zh: '签名用了字段名和值（名与值之间为 {0}，各对之间为 {1}），应只拼接各字段的值',
    variants: ({ right }) =>
      BETWEEN_NAMES.flatMap((between) =>
        BETWEEN_PAIRS.filter((joiner) => between !== '=' || !USUAL_OF_EQUALS.includes(joiner)).flatMap((joiner) =>
          beforeKeys(right, `${joiner}key${between}`).flatMap((beforeKey) =>
            ORDERS.map((order): MistakeVariant => {
              const make = (making: Making): Making => ({ ...order(making), style: 'pairs', between, joiner, beforeKey });
              return { subjects: [quoted(between), joiner === '' ? NOTHING : quoted(joiner)], make };
            }),
          ),
        ),
      ),
  },
] as const satisfies readonly MistakeRow[];

const NOTHING = { en: 'nothing', zh: '空串' } as const;

/** Before a key that is part of the text: the joiner, nothing, or a name for it. */
function beforeKeys({ parts }: Making, named: string): readonly (string | null)[] {
  return parts.some(({ isKey }) => isKey === true) ? [null, '', ...(named === '' ? [] : [named])] : [null];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The key stays last. */
export function sortedByName(making: Making): Making {
  const keys = making.parts.filter(({ isKey }) => isKey === true);
  const values = making.parts.filter(({ isKey }) => isKey !== true).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...making, parts: [...values, ...keys] };
}

/** The order of the values that is asked for, and that of their names. */
export const ORDERS: readonly ((making: Making) => Making)[] = [(making) => making, sortedByName];
