import { CODE_ADVICE, type CodeAdvice, type Language, provokeText } from './code-advice.ts';
import { editDistance } from './edit-distance.ts';
import { NUMBER_CHECK_CODES } from './number-check-codes.ts';
import { RESULT_CODES, type ResultCodeRow, WIRE_CODES } from './result-codes.ts';

export interface CodeExplanation {
  readonly row: ResultCodeRow;
  readonly advice: CodeAdvice;
}

/** The row of a result code and the advice on it; undefined if the guide has no such code. */
export function explainCode(code: string): CodeExplanation | undefined {
  const row = RESULT_CODES.find((candidate) => candidate.code === code);
  return row === undefined ? undefined : { row, advice: CODE_ADVICE[row.code] };
}

/** A code that the gateway answers with and that is not one of the guide's 50, and its list. */
export interface OtherCode {
  readonly code: string;
  readonly name: string;
  readonly meaning: Readonly<Record<Language, string>>;
  readonly list: 'number check' | 'wire';
}

const OTHER_CODES: readonly OtherCode[] = [
  ...NUMBER_CHECK_CODES.map(({ code, name, meaning, zh }) => ({
    code,
    name,
    meaning: { en: meaning, zh },
    list: 'number check' as const,
  })),
  ...WIRE_CODES.map(({ code, name, cause, zh }) => ({ code, name, meaning: { en: cause, zh }, list: 'wire' as const })),
];

export function explainOtherCode(code: string): OtherCode | undefined {
  return OTHER_CODES.find((row) => row.code === code);
}

interface NamedCode {
  readonly code: string;
  readonly name: string;
}

const ALL_CODES: readonly NamedCode[] = [...RESULT_CODES, ...OTHER_CODES];

/** The codes that a person names: by number, or by name in any case (`BAD_SIGNATURE`, `bad signature`). A name may stand in two lists. */
export function codesNamed(text: string): readonly string[] {
  const wanted = plainName(text);
  return ALL_CODES.filter(({ code, name }) => code === text.trim() || plainName(name) === wanted).map(({ code }) => code);
}

/**
 * What a person asks for in one argument: a name, or every number of three to six digits in it, so that a line copied from a log or an answer is
 * understood (`resultCode=103101`, `103101,103111`, full-width digits).
 */
export function askedCodes(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  const numbers = codesNamed(plain).length > 0 ? null : plain.match(/(?<![0-9])[0-9]{3,6}(?![0-9])/g);
  return numbers ?? [plain];
}

function plainName(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_-]+/g, '_');
}

const NEAREST = 3;
/** Of a name's letters: with more edits it is another word. */
const EDITED = 1 / 3;

/** The codes that a person may have meant: by the number of edits, or for a name those that hold it first. Empty where none is near. */
export function nearestCodes(text: string): readonly NamedCode[] {
  const wanted = plainName(text);
  if (/^[0-9]+$/.test(wanted)) {
    return nearestBy(({ code }) => editDistance(wanted, code));
  }
  const distanceTo = ({ name }: NamedCode): number => (name.includes(wanted) ? 0 : editDistance(wanted, name));
  return wanted === '' ? [] : nearestBy(distanceTo).filter((row) => distanceTo(row) <= wanted.length * EDITED);
}

function nearestBy(distanceTo: (row: NamedCode) => number): readonly NamedCode[] {
  return ALL_CODES.toSorted((a, b) => distanceTo(a) - distanceTo(b)).slice(0, NEAREST);
}

const RAISERS = {
  device: { en: 'the SDK on the device', zh: '设备上的 SDK' },
  prefetch: { en: 'the gateway, number request', zh: '网关的取号请求' },
  token: { en: 'the gateway, token request', zh: '网关的令牌请求' },
  exchange: { en: 'the gateway, loginTokenValidate', zh: '网关的 loginTokenValidate' },
  page: { en: 'the authorisation page', zh: '授权页' },
} as const;

/** The text that `quhao explain` prints. */
export function explanationText(explanation: CodeExplanation, language: Language): string {
  return language === 'zh' ? chineseText(explanation) : englishText(explanation);
}

function englishText({ row, advice }: CodeExplanation): string {
  return [
    `${row.code} ${row.name}`,
    `  ${advice.meaning.en}`,
    `  ${advice.meaning.zh}`,
    '',
    `  raised by      ${row.origin.map((origin) => RAISERS[origin].en).join(' · ')}`,
    `  cause          ${row.cause}`,
    ...(row.pair === undefined ? [] : [`  same cause as  ${row.pair.join(', ')}`]),
    `  to provoke it  ${provokeText(advice, 'en')}`,
    ...forceLines(row, 'without an SDK'),
    `  what to do     ${advice.client.en}`,
    '',
  ].join('\n');
}

function chineseText({ row, advice }: CodeExplanation): string {
  return [
    `${row.code} ${row.name}`,
    `  ${advice.meaning.zh}`,
    '',
    `  由谁给出  ${row.origin.map((origin) => RAISERS[origin].zh).join(' · ')}`,
    ...(row.pair === undefined ? [] : [`  原因相同  ${row.pair.join('、')}`]),
    `  如何触发  ${provokeText(advice, 'zh')}`,
    ...forceLines(row, '没有 SDK '),
    `  如何处理  ${advice.client.zh}`,
    '',
  ].join('\n');
}

/** A code that only a request of the SDK raises can be forced upon a back end's exchange. */
function forceLines({ code, origin }: ResultCodeRow, label: string): readonly string[] {
  const isOfSdkRequest = origin.some((place) => place === 'prefetch' || place === 'token');
  const isOfExchange = origin.some((place) => place === 'exchange');
  return isOfSdkRequest && !isOfExchange ? [`  ${label} quhao fault add --next --code ${code} --plane exchange`] : [];
}

const LISTS = {
  'number check': {
    en: 'tokenValidate, the number check of the app’s back end; its codes are a space of their own, none of the guide’s 50',
    zh: 'tokenValidate（应用后端的本机号码校验）；它的返回码自成一套，不属于官方文档的 50 个',
  },
  wire: {
    en: 'the gateway; it stands beside the guide’s 50, and no app sees it from an SDK',
    zh: '网关；它在官方文档的 50 个之外，应用不会从 SDK 收到它',
  },
} as const;

/** The same for a code that is not one of the guide's 50. */
export function otherCodeText({ code, name, meaning, list }: OtherCode, language: Language): string {
  const where = LISTS[list];
  if (language === 'zh') {
    return [
      `${code} ${name}`,
      `  ${meaning.zh}`,
      '',
      `  由谁给出  ${where.zh}`,
      `  如何触发  造成上述原因，或强制返回：quhao fault add --code ${code}`,
      '',
    ].join('\n');
  }
  return [
    `${code} ${name}`,
    `  ${meaning.en}`,
    `  ${meaning.zh}`,
    '',
    `  raised by      ${where.en}`,
    `  to provoke it  the cause above, or by force: quhao fault add --code ${code}`,
    '',
  ].join('\n');
}

const TITLES = {
  guide: { en: 'Result codes of the guide:', zh: '官方文档的返回码：' },
  numberCheck: { en: 'Of tokenValidate, a space of its own:', zh: 'tokenValidate 自己的返回码：' },
  wire: { en: 'On the wire only:', zh: '只出现在线路上：' },
} as const;

/** All codes with their meanings, a line each: the guide's 50, then the other lists. */
export function codeList(language: Language): string {
  const line = (code: string, name: string, meaning: string): string => `  ${code.padEnd(6)}  ${name.padEnd(26)}  ${meaning}`;
  const others = (list: OtherCode['list']): readonly string[] =>
    OTHER_CODES.filter((row) => row.list === list).map(({ code, name, meaning }) => line(code, name, meaning[language]));
  return [
    TITLES.guide[language],
    ...RESULT_CODES.map(({ code, name }) => line(code, name, CODE_ADVICE[code].meaning[language])),
    '',
    TITLES.numberCheck[language],
    ...others('number check'),
    '',
    TITLES.wire[language],
    ...others('wire'),
  ].join('\n');
}

/** All codes as data. */
export function allCodes(): readonly (CodeExplanation['row'] | OtherCode)[] {
  return [...RESULT_CODES, ...OTHER_CODES];
}
