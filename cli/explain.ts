import { Command, Option } from 'commander';
import type { LedgerRow } from '../simulator/src/simulator.ts';
import { jsonText } from './json-text.ts';

interface ExplainFlags {
  readonly ledger: boolean;
  readonly json: boolean;
  readonly lang: 'en' | 'zh';
}

interface NearCode {
  readonly code: string;
  readonly name: string;
}

const EXIT_UNKNOWN_CODE = 1;
const MORE = { en: 'More of one:', zh: '详细说明：' } as const;

export function explainCommand(): Command {
  return new Command('explain')
    .description('what a result code means, who raises it, how to provoke it, what a client should do')
    .argument('[codes...]', 'result codes or their names, 103911 or BAD_SIGNATURE; without one all are listed')
    .option('--ledger', 'the proof behind each of the 50 codes, or behind those that are named', false)
    .addOption(
      new Option('--lang <language>', 'language of the text')
        .choices(['en', 'zh'])
        .default(systemLanguage(), 'by LC_ALL or LANG'),
    )
    .option('--json', 'JSON instead of text; a list where several codes are asked for', false)
    .addHelpText(
      'after',
      '\nExamples:\n  quhao explain\n  quhao explain 103911\n  quhao explain BAD_SIGNATURE 200010\n  quhao explain "resultCode=103101"\n  quhao explain 103101 --lang zh\n  quhao explain --ledger --json\n\nExit codes: 0 explained · 1 a code is unknown · 64 wrong usage',
    )
    .action(explain);
}

/** What the terminal is set to: Chinese, else English. */
function systemLanguage(): 'en' | 'zh' {
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

async function explain(texts: readonly string[], flags: ExplainFlags): Promise<void> {
  if (flags.ledger) {
    await printLedger(texts, flags);
  } else if (texts.length === 0) {
    await printAllCodes(flags);
  } else {
    await printCodes(texts, flags);
  }
}

async function printLedger(texts: readonly string[], { json: isJson }: ExplainFlags): Promise<void> {
  const [{ ledger }, { deviceProofs }, model] = await Promise.all([
    import('../simulator/src/simulator.ts'),
    import('../conformance/src/conform.ts'),
    import('../simulator/src/model/explain-code.ts'),
  ]);
  const all = ledger(deviceProofs());
  const asked = texts.flatMap(model.askedCodes).map((text) => ({ text, codes: model.codesNamed(text) }));
  const rows = texts.length === 0 ? all : all.filter(({ code }) => asked.some(({ codes }) => codes.includes(code)));
  if (isJson) {
    console.log(jsonText(rows));
  } else if (rows.length > 0) {
    console.log(ledgerText(rows));
  }
  for (const { text } of asked.filter(({ codes }) => !rows.some(({ code }) => codes.includes(code)))) {
    process.exitCode = EXIT_UNKNOWN_CODE;
    console.error(`${text} is not in the ledger, which has the guide's 50 codes`);
  }
}

function ledgerText(rows: readonly LedgerRow[]): string {
  return rows
    .map(({ code, name, proof, provedBy, byForce }) =>
      [code, name.padEnd(30), proof.padEnd(8), byForce.padEnd(10), provedBy ?? 'open'].join('  '),
    )
    .join('\n');
}

async function printAllCodes({ json, lang }: ExplainFlags): Promise<void> {
  const { allCodes, codeList } = await import('../simulator/src/model/explain-code.ts');
  console.log(json ? jsonText(allCodes()) : `${codeList(lang)}\n\n${MORE[lang]} quhao explain 103101`);
}

async function printCodes(texts: readonly string[], { json, lang }: ExplainFlags): Promise<void> {
  const model = await import('../simulator/src/model/explain-code.ts');
  const asked = texts.flatMap(model.askedCodes);
  const named = asked.map((text) => ({ text, codes: model.codesNamed(text) }));
  const codes = [...new Set(named.flatMap((one) => one.codes))];
  const explained = codes.map((code) => describeCode(code, lang, model));
  if (json) {
    const objects = explained.map(({ object }) => object);
    const unknown = named.filter((one) => one.codes.length === 0);
    const errors = unknown.map(({ text }) => unknownObject(text, model.nearestCodes(text)));
    const all = [...objects, ...errors];
    console.log(asked.length === 1 && all.length === 1 ? jsonText(all[0]) : jsonText(all));
  } else if (explained.length > 0) {
    console.log(explained.map(({ text }) => text).join('\n'));
  }
  for (const { text } of named.filter((one) => one.codes.length === 0)) {
    process.exitCode = EXIT_UNKNOWN_CODE;
    if (!json) {
      printUnknownCode(text, model.nearestCodes(text));
    }
  }
}

type Model = typeof import('../simulator/src/model/explain-code.ts');

function describeCode(
  code: string,
  lang: ExplainFlags['lang'],
  model: Model,
): { readonly object: unknown; readonly text: string } {
  const explanation = model.explainCode(code);
  if (explanation !== undefined) {
    return { object: { ...explanation.row, ...explanation.advice }, text: model.explanationText(explanation, lang) };
  }
  const other = model.explainOtherCode(code);
  return { object: other, text: other === undefined ? '' : model.otherCodeText(other, lang) };
}

function unknownObject(code: string, nearest: readonly NearCode[]): object {
  return { error: 'unknown code', code, nearest: nearest.map((row) => row.code) };
}

function printUnknownCode(text: string, nearest: readonly NearCode[]): void {
  if (nearest.length === 0) {
    console.error(`${text} is no result code and no name of one, as 103101 and BAD_SIGNATURE are. All of them: quhao explain`);
    return;
  }
  console.error(`${text} is not a code that the guide, the operator's server calls or this gateway know. Nearest:`);
  for (const row of nearest) {
    console.error(`  ${row.code}  ${row.name}`);
  }
}
