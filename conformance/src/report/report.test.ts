import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser, type Document, onErrorStopParsing } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { called, connection, request, row } from '../../test/observed.ts';
import type { Clause } from '../clauses.ts';
import { packageRoot } from '../package-root.ts';
import type { Outcome } from '../verdict.ts';
import { summarize, type Verdict } from '../verdict.ts';
import { againLine, commandOf } from './again.ts';
import type { Attachment } from './attachment.ts';
import { renderBadge } from './badge.ts';
import { renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import { type RunReport, renderJson, reportJsonSchema, runReportSchema } from './run-report.ts';
import { renderSummary } from './summary.ts';
import { mutantCount, mutantLine, outcomeLines, tableLines } from './text.ts';
import { appendStepSummary } from './write-reports.ts';

const CLAUSES = new Map<string, Clause>([
  ['AUX-03', { id: 'AUX-03', sec: '4.2', level: 'MUST', subject: 'sdk', text: 'delScrip() deletes the <cached> scrip.' }],
]);

const WORDS = {
  clauses: CLAUSES,
  codes: new Map([
    ['103000', 'SUCCESS'],
    ['200027', 'MOBILE_DATA_OFF'],
  ]),
  command: 'quhao conform',
};

function outcome(verdict: Verdict, changes: Partial<Outcome> = {}): Outcome {
  const status = verdict === 'pass' ? 'ok' : 'wrong';
  return {
    id: 'cache-deleted-scrip-asks-again',
    verdict,
    headline: '103000 after <3> ms',
    clause: ['AUX-03'],
    level: 'MUST',
    subject: 'sdk',
    durationMs: 212,
    findings: [{ name: 'result', status, expected: '200027 or 102103', observed: '103000', meaning: 'the SDK still used it' }],
    evidence: 'cache-deleted-scrip-asks-again',
    screenshots: [],
    mutant: null,
    breaches: [],
    ...changes,
  };
}

function report(checks: readonly Outcome[], mutants: RunReport['mutants'] = []): RunReport {
  return {
    format: 'quhao-report-2',
    startedAt: '2026-11-24T08:00:00.000Z',
    durationMs: 31_000,
    subject: { name: 'reference SDK', version: '5.9.4-quhao', adapter: 'documented API' },
    testbed: ['simulator   up'],
    exitCode: 1,
    summary: summarize(checks),
    checks,
    mutants,
  };
}

const SURVIVOR = {
  mutant: 'no-cache',
  text: 'asks each time',
  check: 'cache-x',
  fate: 'survived',
  verdict: 'pass',
  reason: 'pass: 103000',
} as const;

describe('terminal', () => {
  test('a pass is one line with what was observed', () => {
    const lines = outcomeLines(outcome('pass', { headline: '200050' }), WORDS, '/runs/x');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^ {2}pass {2}cache-deleted-scrip-asks-again +212 ms {3}200050$/);
  });

  test('a failure shows expected, observed, meaning, clause, evidence and how to run it again', () => {
    const [head, ...rest] = outcomeLines(outcome('fail'), WORDS, '/runs/x');
    expect(head).toContain('AUX-03 MUST');
    expect(rest.map((line) => line.trim().split(/\s+/)[0])).toEqual([
      'expected',
      'observed',
      'meaning',
      'clause',
      'evidence',
      'again',
    ]);
    expect(rest.join('\n')).toContain('/runs/x/cache-deleted-scrip-asks-again/');
  });

  test('codes of the guide are followed by their names', () => {
    const text = outcomeLines(outcome('fail'), WORDS, '/runs/x').join('\n');
    expect(text).toContain('expected  200027 MOBILE_DATA_OFF or 102103\n');
    expect(text).toContain('observed  103000 SUCCESS\n');
  });

  test('the first wrong finding is shown in full, the others in a line each, and the clause is that of the first', () => {
    const wrong = { name: 'x', status: 'wrong', expected: '1 page', observed: '0 pages', meaning: 'not shown' } as const;
    const info = { ...wrong, status: 'info', observed: 'something else' } as const;
    const findings = [info, { ...wrong, clause: 'AUX-04' }, { ...wrong, observed: '2 pages', meaning: 'shown twice' }];
    const clauses = new Map([
      ...CLAUSES,
      ['AUX-04', { ...CLAUSES.get('AUX-03')!, id: 'AUX-04', text: 'word '.repeat(40).trim() }],
    ]);
    const [head, ...lines] = outcomeLines(outcome('fail', { findings }), { ...WORDS, clauses }, '/r');
    expect(head).toMatch(/AUX-04 MUST$/);
    const text = lines.join('\n');
    expect(text).toContain('observed  0 pages\n');
    expect(text).toContain('also      2 pages (expected 1 page): shown twice\n');
    expect(text).not.toContain('something else');
    expect(lines.filter((line) => line.includes('word')).length).toBe(3);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('a broken bench never looks like a failure', () => {
    const lines = outcomeLines(
      outcome('env-error', { headline: 'no cellular network. Check the test bench.', findings: [] }),
      WORDS,
      '/r',
    );
    expect(lines[0]).toMatch(/^ {2}env-error .*Check the test bench\.$/);
    expect(lines.join('\n')).not.toMatch(/\bfail\b|expected/);
  });

  test('the table has a row per area and a last line with the totals', () => {
    const took = { durationMs: 1_600 };
    const outcomes = [
      outcome('pass', { id: 'cache-a-b', ...took }),
      outcome('pass', { id: 'login-c-d', ...took }),
      outcome('skipped', { id: 'login-e-f', ...took }),
    ];
    expect(tableLines(outcomes, { durationMs: 31_400, isStrict: false, report: 'runs/x/report.html' })).toEqual([
      '',
      '  area           pass   fail   skipped    took',
      '  cache             1      0         0     2 s',
      '  login             1      0         1     3 s',
      '',
      '  3 checks · 2 pass · 0 fail · 1 skipped · 31 s              runs/x/report.html',
    ]);
  });

  test.each([
    [['pass'], false, '  1 check · 1 pass · 0 fail · 31 s              r'],
    [
      ['warn'],
      false,
      '  1 check · 0 pass · 0 fail · 1 warn · 31 s · 1 SHOULD failure (--strict makes it an error)              r',
    ],
    [
      ['warn', 'warn'],
      true,
      '  2 checks · 0 pass · 0 fail · 2 warn · 31 s · 2 SHOULD failures (made an error by --strict)              r',
    ],
    [
      ['unimplemented', 'not-reached'],
      false,
      '  2 checks · 0 pass · 0 fail · 1 unimplemented · 1 not-reached · 31 s · nothing was judged              r',
    ],
  ] as const)('the last line of %j counts each verdict and says what it means', (verdicts, isStrict, last) => {
    const outcomes = verdicts.map((verdict) => outcome(verdict));
    expect(tableLines(outcomes, { durationMs: 31_400, isStrict, report: 'r' }).at(-1)).toBe(last);
  });

  test('a mutant that one check kills and another does not counts once, as survived', () => {
    expect(mutantLine(SURVIVOR)).toMatch(/SURVIVED +no-cache +cache-x · pass: 103000/);
    expect(mutantCount([SURVIVOR, { ...SURVIVOR, fate: 'killed' }])).toBe('  1 mutant · 0 killed · 1 survived');
  });
});

test('a message with line ends does not break the table', () => {
  const headline = 'Command failed: sh -c x\r\nsh: 1: x: not found\n\n';
  expect(outcomeLines(outcome('env-error', { headline, evidence: null }), WORDS, '/r')[0]).toMatch(/x sh: 1: x: not found$/);
  const [finding] = outcome('fail').findings;
  const findings = finding === undefined ? [] : [{ ...finding, observed: 'one\ntwo' }];
  const lines = outcomeLines(outcome('fail', { findings }), WORDS, '/r');
  expect(lines.join('')).not.toContain('\n');
  expect(lines).toContain('        observed  one two');
});

describe('report.json', () => {
  test('carries a count of every verdict and is read back by its schema', () => {
    const read = runReportSchema.parse(JSON.parse(renderJson(report([outcome('pass'), outcome('fail')]))));
    expect(read.summary).toMatchObject({ pass: 1, fail: 1, warn: 0, 'suite-error': 0 });
  });

  test('refuses an unknown verdict', () => {
    expect(() => renderJson(report([outcome('passed' as Verdict)]))).toThrow('verdict');
  });

  test('is described by the published schema', async () => {
    const path = join(await packageRoot(), 'conformance', 'report.schema.json');
    if (process.env['UPDATE_DOCS'] === '1') {
      await writeFile(path, `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
    }
    const published: unknown = JSON.parse(await readFile(path, 'utf8'));
    expect(published, 'outdated: UPDATE_DOCS=1 npx vitest run conformance/src/report, then biome').toEqual(reportJsonSchema());
  });
});

function parsed(xml: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml');
}

describe('JUnit XML', () => {
  test.each([
    ['pass', '0,0,0'],
    ['warn', '0,0,0'],
    ['fail', '1,0,0'],
    ['env-error', '0,1,0'],
    ['inconclusive', '0,1,0'],
    ['suite-error', '0,1,0'],
    ['skipped', '0,0,1'],
    ['unimplemented', '0,0,1'],
  ] as const)('%s counts as %s failures, errors, skipped', (verdict, counts) => {
    const suite = parsed(renderJunit(report([outcome(verdict)]), WORDS)).getElementsByTagName('testsuite')[0];
    expect(suite?.getAttribute('tests')).toBe('1');
    expect(['failures', 'errors', 'skipped'].map((name) => suite?.getAttribute(name)).join()).toBe(counts);
  });

  test('has meaning, clause in words, evidence and the line that runs it again', () => {
    const failure = parsed(renderJunit(report([outcome('fail')]), WORDS)).getElementsByTagName('failure')[0]?.textContent ?? '';
    expect(failure.split('\n').slice(-4)).toEqual([
      'meaning: the SDK still used it',
      'clause AUX-03 MUST (guide 4.2): delScrip() deletes the <cached> scrip.',
      'evidence: cache-deleted-scrip-asks-again/',
      "again: quhao conform --grep '^cache-deleted-scrip-asks-again$'",
    ]);
  });

  test('escapes its texts and puts survivors into a suite of their own', () => {
    const document = parsed(
      renderJunit(report([outcome('fail', { headline: 'got <3> & "\u0000" \ud83d\ude00' })], [SURVIVOR]), WORDS),
    );
    expect(document.getElementsByTagName('failure')[0]?.getAttribute('message')).toBe('got <3> & "" \ud83d\ude00');
    const [, mutants] = document.getElementsByTagName('testsuite');
    expect(mutants?.getAttribute('name')).toBe('quhao mutants');
    expect(mutants?.getElementsByTagName('failure').length).toBe(1);
  });
});

const TREE = `<hierarchy><node class="android.widget.Button" text="登录" bounds="[0,0][9,9]" clickable="true" enabled="true"/></hierarchy>`;

const REFUSED = {
  id: 42,
  trace: [
    { step: 4, name: 'app', outcome: 'passed', expected: 'a registered app', got: '"300000000001", registered' },
    { step: 6, name: 'signature', outcome: 'failed', expected: 'HMAC', got: 'another', detail: 'the key <differs>' },
    { step: 7, name: 'package', outcome: 'not-reached' },
  ],
  resultCode: '103101',
} as const;

describe('badge.svg', () => {
  const ended = (exitCode: RunReport['exitCode'], ...checks: Outcome[]): string => renderBadge({ ...report(checks), exitCode });

  test.each([
    [ended(0, outcome('pass'), outcome('skipped'), outcome('fail', { waived: 'known' })), '1 pass', '#1a7f37'],
    [ended(1, outcome('pass'), outcome('fail'), outcome('warn')), '1 pass · 1 fail · 1 warn', '#cf222e'],
    [ended(2, outcome('pass')), '1 pass · exit code 2', '#9a6700'],
    [ended(3, outcome('env-error')), '1 env-error', '#9a6700'],
    [ended(2, outcome('skipped')), 'nothing judged', '#6e7781'],
  ])('case %#: says what was seen, in the colour of the exit code', (badge, text, colour) => {
    const parsed = new DOMParser({ onError: onErrorStopParsing }).parseFromString(badge, 'image/svg+xml');
    expect(parsed.getElementsByTagName('text')[1]?.textContent).toBe(text);
    expect(parsed.getElementsByTagName('path')[0]?.getAttribute('fill')).toBe(colour);
    expect(parsed.getElementsByTagName('title')[0]?.textContent).toBe(`reference SDK 5.9.4-quhao: ${text}`);
  });

  test('a name is text, whatever it is', () => {
    const subject = { name: '<script>&"', version: '1', adapter: '' };
    expect(renderBadge({ ...report([outcome('pass')]), subject })).toContain('&lt;script&gt;&amp;&quot; 1: 1 pass');
  });
});

describe('summary.md', () => {
  const open = outcome('fail', { headline: 'got <b>103000</b> | `x`' });

  test('has counts, a table of what is open, and each explained', () => {
    const page = renderSummary(report([outcome('pass'), open], [SURVIVOR]), WORDS);
    expect(page).toContain('**1 pass** · **1 fail** · 2 checks · 31 s · exit code 1');
    expect(page).toContain(
      '| fail | `cache-deleted-scrip-asks-again` | AUX-03 MUST | got &lt;b&gt;103000&lt;/b&gt; \\| \\`x\\` |',
    );
    expect(page).toContain('- meaning: the SDK still used it');
    expect(page).toContain("```sh\nquhao conform --grep '^cache-deleted-scrip-asks-again$'\n```");
    expect(page).toContain('- survived: `no-cache` at cache-x');
  });

  test('is appended to the file of a CI service; where that cannot be written the run goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quhao-summary-'));
    const path = join(folder, 'step-summary');
    await writeFile(path, 'before\n');
    expect(await appendStepSummary(path, report([open]), WORDS)).toBeNull();
    expect(await readFile(path, 'utf8')).toMatch(/^before\n## quhao conform/);
    expect(await appendStepSummary(join(folder, 'none', 'step-summary'), report([open]), WORDS)).toContain(
      'could not be appended',
    );
    await rm(folder, { recursive: true });
  });
});

describe('the line that runs a check again', () => {
  const evidence = 'cache-deleted-scrip-asks-again';

  test.each([
    [outcome('fail'), {}, "quhao conform --grep '^cache-deleted-scrip-asks-again$'"],
    [outcome('fail', { id: 'law-result-trace-id', evidence }), {}, "quhao conform --grep '^cache-deleted-scrip-asks-again$'"],
    [outcome('fail', { id: 'law-result-trace-id', evidence: null }), {}, null],
    [outcome('suite-error', { id: 'suite-runs', clause: [] }), {}, null],
    [
      outcome('fail'),
      { variant: 'toast', serial: '127.0.0.1:5', probe: "/a b/it's.apk" },
      "quhao conform --variant toast --serial 127.0.0.1:5 --probe '/a b/it'\\''s.apk' --grep '^cache-deleted-scrip-asks-again$'",
    ],
    [
      outcome('fail'),
      { dialect: './mine.js', routes: ['*:80=bearer', 'id.example.com:443=token'] },
      "quhao conform --dialect ./mine.js --route '*:80=bearer' --route id.example.com:443=token --grep '^cache-deleted-scrip-asks-again$'",
    ],
    [
      outcome('fail'),
      { sdkWords: ['--sdk', 'my sdk.aar', '--placeholder', 'channel=a b'] },
      "quhao conform --sdk 'my sdk.aar' --placeholder 'channel=a b' --grep '^cache-deleted-scrip-asks-again$'",
    ],
  ])('of %# is a command that selects it alone', (given, options, line) => {
    expect(againLine(given, commandOf(options))).toBe(line);
  });
});

describe('HTML', () => {
  const attachment: Attachment = {
    overHttp: null,
    check: row({ act: [{ do: 'back', as: 'leave' }], timing: { call: 'first', lowerMs: 5, upperMs: 20, stretchMs: 0 } }),
    pictures: [{ name: 'page.png', png: Buffer.from('png'), tree: TREE }],
    observations: called(
      { resultCode: '103000', desc: '<true>' },
      {
        requests: [request({ ...REFUSED, monotonicNanos: '1002000000' })],
        connections: [connection({ openedNanos: '1001000000', closedNanos: '1008000000' })],
        canaries: [
          {
            expected: 'an answer',
            observed: 'answer 200',
            holds: true,
            raw: { outcome: 'answer', startedNanos: '1', endedNanos: '2' },
          },
        ],
        times: { offsetNanos: '0', steps: [{ step: 0, startedNanos: '1000500000', endedNanos: '1000600000' }] },
      },
    ),
    log: ['line'],
  };
  const html = renderHtml(
    report([outcome('fail')], [SURVIVOR]),
    new Map([['cache-deleted-scrip-asks-again', attachment]]),
    WORDS,
  );

  test('names the codes of what was expected and observed', () => {
    expect(html).toContain('<td>200027 MOBILE_DATA_OFF or 102103</td><td>103000 SUCCESS</td>');
  });

  test('contains screenshots, the clause in words, the trace and how to run it again', () => {
    expect(html).toContain(`data:image/png;base64,${Buffer.from('png').toString('base64')}`);
    expect(html).toContain('delScrip() deletes the &lt;cached&gt; scrip.');
    expect(html).toContain(
      [
        '  4 app ✓  &quot;300000000001&quot;, registered',
        '  6 signature ✗',
        '      expected  HMAC',
        '      got       another',
        '      why       the key &lt;differs&gt;',
        '  7 package not reached</pre>',
      ].join('\n'),
    );
    expect(html).toContain('again <code>quhao conform --grep &#39;^cache-deleted-scrip-asks-again$&#39;</code>');
    expect(html).toContain('survived');
  });

  test('draws calls, callbacks, connections and requests to scale, and marks the limit', () => {
    const marks = [...html.matchAll(/class="mark (\w+)[^"]*" style="left:([\d.]+)%;width:([\d.]+)%"/g)].map((match) =>
      match.slice(1),
    );
    // The call takes 10 ms; the line is 20.8 ms long, because the limit ends at 20.
    expect(marks).toEqual([
      ['call', '0.00', '48.08'],
      ['step', '2.40', '0.48'],
      ['event', '48.08', '0.00'],
      ['cellular', '4.81', '33.65'],
      ['request', '9.62', '0.00'],
    ]);
    expect(html).toContain('class="limit" style="left:24.04%;width:72.12%"');
    expect(html).toContain('callback of “first” allowed from 5 to 20 ms after its call');
  });

  test('shows steps, callback, thread, connections with bearer and bytes, canaries and view tree of a failure', () => {
    expect(html).toContain('<li>back “leave”</li>');
    expect(html).toContain('result on thread <b>main</b>');
    expect(html).toContain('&quot;desc&quot;: &quot;&lt;true&gt;&quot;');
    expect(html).toMatch(/mobile data<\/td><td>cm\.gateway\.test:80<\/td><td class="ms">100<\/td><td class="ms">50/);
    expect(html).toContain('✓ expected an answer; observed answer 200');
    expect(html).toContain('Button “登录” [0,0 9,9] clickable');
  });

  test('lists failures first; a check that passed is folded and its screenshots are linked', () => {
    const passed = outcome('pass', { id: 'login-a-b', evidence: 'login-a-b', screenshots: ['page.png'] });
    const page = renderHtml(report([passed, outcome('warn', { id: 'login-c-d' }), outcome('fail')]), new Map(), WORDS);
    const places = ['cache-deleted-scrip-asks-again', 'login-c-d', 'login-a-b'].map((id) => page.indexOf(`<section id="${id}">`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(page).toContain('<section id="login-a-b"><details>');
    expect(page).toContain('<a href="login-a-b/page.png">page.png</a>');
  });

  test('loads nothing', () => expect(html).not.toMatch(/(src|href)="(https?:)?\/\/|<script|@import|url\(/));
});
