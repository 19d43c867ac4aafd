import { Command } from 'commander';
import type { LedgerRow } from '../simulator/src/simulator.ts';

interface ExplainFlags {
  readonly ledger: boolean;
  readonly json: boolean;
}

interface NearCode {
  readonly code: string;
  readonly name: string;
}

const EXIT_UNKNOWN_CODE = 1;

export function explainCommand(): Command {
  return new Command('explain')
    .description('what a result code means, who raises it, how to provoke it, what a client should do')
    .argument('[code]', 'a result code, 103911; without one all are listed')
    .option('--ledger', 'all 50 codes and the proof behind each', false)
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', '\nExamples:\n  quhao explain\n  quhao explain 103911\n  quhao explain --ledger --json')
    .action(explain);
}

async function explain(code: string | undefined, flags: ExplainFlags): Promise<void> {
  if (flags.ledger) {
    await printLedger(flags);
  } else if (code === undefined) {
    await printAllCodes(flags);
  } else {
    await printCode(code, flags);
  }
}

async function printLedger({ json }: ExplainFlags): Promise<void> {
  const [{ ledger }, { deviceProofs }] = await Promise.all([
    import('../simulator/src/simulator.ts'),
    import('../conformance/src/conform.ts'),
  ]);
  const rows = ledger(deviceProofs());
  console.log(json ? JSON.stringify(rows, null, 2) : ledgerText(rows));
}

function ledgerText(rows: readonly LedgerRow[]): string {
  return rows
    .map(({ code, name, proof, provedBy, byForce }) =>
      [code, name.padEnd(30), proof.padEnd(8), byForce.padEnd(10), provedBy ?? 'open'].join('  '),
    )
    .join('\n');
}

async function printAllCodes({ json }: ExplainFlags): Promise<void> {
  const { allCodes, codeList } = await import('../simulator/src/model/explain-code.ts');
  console.log(json ? JSON.stringify(allCodes(), null, 2) : `${codeList()}\n\nMore of one: quhao explain 103101`);
}

async function printCode(code: string, flags: ExplainFlags): Promise<void> {
  const texts = await import('../simulator/src/model/explain-code.ts');
  const explanation = texts.explainCode(code);
  const other = texts.explainOtherCode(code);
  if (explanation !== undefined) {
    const { row, advice } = explanation;
    console.log(flags.json ? JSON.stringify({ ...row, ...advice }, null, 2) : texts.explanationText(explanation));
  } else if (other !== undefined) {
    console.log(flags.json ? JSON.stringify(other, null, 2) : texts.otherCodeText(other));
  } else {
    printUnknownCode(code, texts.nearestCodes(code), flags);
  }
}

function printUnknownCode(code: string, nearest: readonly NearCode[], { json }: ExplainFlags): void {
  process.exitCode = EXIT_UNKNOWN_CODE;
  if (json) {
    console.log(JSON.stringify({ error: 'unknown code', code, nearest: nearest.map((row) => row.code) }));
  } else if (nearest.length === 0) {
    console.error(`${code} is not a result code: they are numbers, for example 103101. All of them: quhao explain`);
  } else {
    console.error(`${code} is not a code that the guide, the operator's server calls or this gateway know. Nearest:`);
    for (const row of nearest) {
      console.error(`  ${row.code}  ${row.name}`);
    }
  }
}
