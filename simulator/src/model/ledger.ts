import { CODE_ADVICE, type Language, provokeText } from './code-advice.ts';
import { type Proof, RESULT_CODES } from './result-codes.ts';

/** The proof of each of the 50 codes (fixtures/result-codes.yaml says which proof a code can have). */
export interface LedgerRow {
  readonly code: string;
  readonly name: string;
  readonly proof: Proof;
  /** The test that provokes the cause (gateway) or makes the condition on the wire (wire), or the device check; null: open. */
  readonly provedBy: string | null;
  /** The check that proves the code on a device, of wire codes too. */
  readonly deviceCheck: string | null;
  /** A fault rule can put the code into an answer; for wire and device codes this shows the wire only and no SDK's judgement. */
  readonly byForce: 'answer' | 'wire only';
  readonly test: string;
}

export interface DeviceProof {
  readonly check: string;
  /** The codes that the check accepts. */
  readonly codes: readonly string[];
}

/** The whole-server test of the table; its titles are made of code and name. */
const CODES_TEST = 'simulator/test/operations/codes.test.ts';

export function provingTitle(code: string, name: string): string {
  return `${code} ${name}`;
}

export function ledger(deviceProofs: readonly DeviceProof[]): readonly LedgerRow[] {
  return RESULT_CODES.map(({ code, name, proof }) => {
    const test = `${CODES_TEST} > ${provingTitle(code, name)}`;
    const deviceCheck = deviceProofs.find(({ codes }) => codes.includes(code))?.check ?? null;
    const isGateways = proof === 'gateway';
    return {
      code,
      name,
      proof,
      provedBy: proof === 'device' ? deviceCheck : test,
      deviceCheck: isGateways ? null : deviceCheck,
      byForce: isGateways ? 'answer' : 'wire only',
      test,
    };
  });
}

interface ProofCounts {
  readonly gateway: number;
  readonly wire: number;
  /** Device codes with a check of their own. */
  readonly named: number;
  readonly device: number;
}

const WORDS = {
  en: {
    title: '# The 50 result codes',
    intro: 'Printed from the source by the tests; a difference fails them. Wording is ours; the guide is the authority.',
    head: '| code | name | meaning | proof | proved by | by force | to provoke it | what a client should do |',
    open: 'open',
    counts: ({ gateway, wire, named, device }: ProofCounts) =>
      `Proved by cause at the gateway: ${gateway} of 24. Made on the wire: ${wire} of 11. Device codes with a check of their own: ${named} of ${device}. By force: 50 of 50.`,
  },
  zh: {
    title: '# 全部 50 个返回码',
    intro: '由测试从源码打印，不一致时测试失败。文字为本项目自撰，以官方文档为准。',
    head: '| 返回码 | 名称 | 含义 | 证明方式 | 由何证明 | 强制 | 如何触发 | 客户端应如何处理 |',
    open: '未证明',
    counts: ({ gateway, wire, named, device }: ProofCounts) =>
      `网关按原因证明：${gateway}/24。线路条件：${wire}/11。有设备检查的设备码：${named}/${device}。可强制：50/50。`,
  },
} as const;

/** docs/codes.md. */
export function codesPage(rows: readonly LedgerRow[], language: Language): string {
  const words = WORDS[language];
  const count = (proof: Proof): number => rows.filter((row) => row.proof === proof && row.provedBy !== null).length;
  const lines = rows.map((row) => {
    const advice = CODE_ADVICE[row.code as keyof typeof CODE_ADVICE];
    const proved = [row.provedBy, row.deviceCheck]
      .filter((name, index, all) => name !== null && all.indexOf(name) === index)
      .join('; ');
    const cells = [
      row.code,
      row.name,
      advice.meaning[language],
      row.proof,
      proved === '' ? words.open : proved,
      row.byForce,
      `\`${provokeText(advice, language)}\``,
      advice.client[language],
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const counts = words.counts({ gateway: count('gateway'), wire: count('wire'), named: count('device'), device: 15 });
  return [words.title, '', words.intro, '', counts, '', words.head, `|${' --- |'.repeat(8)}`, ...lines, ''].join('\n');
}
