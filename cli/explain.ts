import { Command } from 'commander';
import type { LedgerRow } from '../simulator/src/simulator.ts';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';

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
    import('../simulator/src/protocol/ledger.ts'),
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
  if (code === undefined)
    throw new CliError('which code? For example: quhao explain 103101. All of them: quhao explain --ledger', EXIT_USAGE);
  const { explainCode, explanationText, nearestCodes } = await import('../simulator/src/protocol/explain.ts');
  const explanation = explainCode(code);
  if (explanation !== undefined) {
    console.log(
      options.json ? JSON.stringify({ ...explanation.row, ...explanation.advice }, null, 2) : explanationText(explanation),
    );
    return;
  }
  const nearest = nearestCodes(code);
  if (options.json) console.log(JSON.stringify({ error: 'unknown code', code, nearest: nearest.map((row) => row.code) }));
  else {
    console.error(`${code} is none of the 50 codes of the guide. Nearest:`);
    for (const row of nearest) console.error(`  ${row.code}  ${row.name}`);
  }
  process.exitCode = EXIT_UNKNOWN_CODE;
};

export const explainCommand = (): Command =>
  new Command('explain')
    .description('what a result code means, who raises it, how to provoke it, what a client should do')
    .argument('[code]', 'a result code, 103911')
    .option('--ledger', 'all 50 codes and the proof behind each', false)
    .option('--json', 'JSON instead of text', false)
    .addHelpText('after', '\nExamples:\n  quhao explain 103911\n  quhao explain --ledger --json')
    .action(explain);
