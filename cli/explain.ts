import { Command } from 'commander';
import type { LedgerRow } from '../simulator/src/simulator.ts';

interface ExplainOptions {
  readonly ledger: boolean;
  readonly json: boolean;
}

const EXIT_UNKNOWN_CODE = 1;

const ledgerText = (rows: readonly LedgerRow[]): string =>
  rows
    .map(({ code, name, proof, provedBy, byForce }) =>
      [code, name.padEnd(30), proof.padEnd(8), byForce.padEnd(10), provedBy ?? 'open'].join('  '),
    )
    .join('\n');

const printLedger = async (json: boolean): Promise<void> => {
  const [{ ledger }, { deviceProofs }] = await Promise.all([
    import('../simulator/src/model/ledger.ts'),
    import('../conformance/src/catalogue.ts'),
  ]);
  const rows = ledger(deviceProofs());
  console.log(json ? JSON.stringify(rows, null, 2) : ledgerText(rows));
};

const explain = async (code: string | undefined, options: ExplainOptions): Promise<void> => {
  if (options.ledger) {
    await printLedger(options.json);
    return;
  }
  const room = await import('../simulator/src/model/explain-code.ts');
  if (code === undefined) {
    console.log(
      options.json ? JSON.stringify(room.allCodes(), null, 2) : `${room.codeList()}\n\nMore of one: quhao explain 103101`,
    );
    return;
  }
  const explanation = room.explainCode(code);
  const other = room.explainOtherCode(code);
  if (explanation !== undefined) {
    const { row, advice } = explanation;
    console.log(options.json ? JSON.stringify({ ...row, ...advice }, null, 2) : room.explanationText(explanation));
  } else if (other !== undefined) {
    console.log(options.json ? JSON.stringify(other, null, 2) : room.otherCodeText(other));
  } else {
    tellUnknown(code, room.nearestCodes(code), options);
  }
};

interface Near {
  readonly code: string;
  readonly name: string;
}

const tellUnknown = (code: string, nearest: readonly Near[], { json }: ExplainOptions): void => {
  process.exitCode = EXIT_UNKNOWN_CODE;
  if (json) {
    console.log(JSON.stringify({ error: 'unknown code', code, nearest: nearest.map((row) => row.code) }));
  } else if (nearest.length === 0) {
    console.error(`${code} is no result code: they are numbers, 103101 for one. All of them: quhao explain`);
  } else {
    console.error(`${code} is no code that the guide, the operator's server calls or this gateway know. Nearest:`);
    for (const row of nearest) {
      console.error(`  ${row.code}  ${row.name}`);
    }
  }
};

export const explainCommand = (): Command =>
  new Command('explain')
    .description('what a result code means, who raises it, how to provoke it, what a client should do')
    .argument('[code]', 'a result code, 103911; without one all are listed')
    .option('--ledger', 'all 50 codes and the proof behind each', false)
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', '\nExamples:\n  quhao explain\n  quhao explain 103911\n  quhao explain --ledger --json')
    .action(explain);
