import { CERTIFICATE_STEPS } from './certificate-steps.ts';

/** Who looks at the page, as the gateway sees it. */
export interface JoinFacts {
  /** Null where a PROXY header names none. */
  readonly address: string | null;
  /** Masked; null where no number belongs to the address. */
  readonly number: string | null;
  /** The name and port by which the browser came here. */
  readonly host: string;
  readonly tokenPort: number;
  /** The browser's User-Agent. */
  readonly agent: string;
}

const STYLE = [
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}',
  'body{max-width:40rem;margin:0 auto;padding:1rem}',
  'h2{margin:1.5rem 0 .25rem;font-size:1.1rem}',
  'code{display:block;padding:.5rem;background:#8882;overflow-wrap:anywhere;user-select:all}',
  '.big{font-size:1.25rem}',
].join('');

/** `/quhao/join`: for the browser of a phone that is to use this gateway. */
export function joinPage(facts: JoinFacts): string {
  const { host, tokenPort, agent } = facts;
  const name = host.replace(/:\d+$/, '');
  const { title, steps } = stepsFor(agent);
  return [
    '<!doctype html>',
    '<html lang="zh">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>quhao</title><style>${STYLE}</style></head>`,
    '<body>',
    '<h1>quhao · 取号</h1>',
    '<h2>1. 网关看到的你 · How the gateway sees you</h2>',
    `<p class="big">${escapeHtml(facts.address ?? 'an unknown address')}</p>`,
    ...bearerText(facts),
    '<h2>2. 网关地址 · The gateway’s addresses</h2>',
    `<code>http://${escapeHtml(host)}</code>`,
    `<code>https://${escapeHtml(name)}:${tokenPort}</code>`,
    `<h2>3. 根证书 · The root certificate (${title})</h2>`,
    '<p><a href="/quhao/ca.pem" download="quhao-ca.pem">quhao-ca.pem</a></p>',
    `<ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`,
    '<p>Android 7 以上，应用默认不信任用户安装的证书：debug 包在 network_security_config 里用 debug-overrides 允许。探针自带信任，不必安装。<br>',
    'Since Android 7 apps do not trust certificates of the user unless they say so: a debug build by debug-overrides in its network_security_config. The probe needs no installation.</p>',
    '<p>quhao simulator</p>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function bearerText({ address, number }: JoinFacts): readonly string[] {
  if (number !== null) {
    return [
      `<p>这个地址属于 ${number}：取号会成功。<br>This address belongs to ${number}: a number request from here is answered.</p>`,
    ];
  }
  return [
    '<p>这个地址不属于任何号码：取号会得到 103111。在运行 quhao serve 的电脑上给它一个号码：<br>',
    'No number belongs to this address: a number request from here is answered 103111. Give it one on the machine that runs quhao serve:</p>',
    `<code>PUT /v1/sessions/${escapeHtml(address ?? 'ADDRESS')} {"msisdn":"15400000001"}</code>`,
    '<p>关掉 Wi-Fi 再打开本页：若还能打开且地址变了，请求就是走移动数据来的。<br>',
    'Switch Wi-Fi off and open this page again: if it opens and the address is another one, requests come over mobile data.</p>',
  ];
}

interface Steps {
  readonly title: string;
  readonly steps: readonly string[];
}

/** The way of the Android version that the browser names; the newest where it names none. */
function stepsFor(agent: string): Steps {
  const version = Number(/Android (\d+)/.exec(agent)?.[1] ?? Number.NaN);
  const row = CERTIFICATE_STEPS.find(({ from }) => version >= from) ?? CERTIFICATE_STEPS[0];
  const named = Number.isNaN(version) ? `Android ${row.from}+` : `Android ${version}`;
  return { title: named, steps: row.steps };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
