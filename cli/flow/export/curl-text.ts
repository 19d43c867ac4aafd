import type { Operation } from '../../../simulator/src/model/operations.ts';
import { TOKEN_SIGNED } from '../../../simulator/src/protocol/signed-fields.ts';
import { type ExportedCall, headOf, variablesOf } from './exported-call.ts';
import { javascriptBody, NEW_VALUES } from './javascript-body.ts';

/** Lines that set the shell's variable A to the answer. No secret stands in the arguments of a program. */
const CALLS: Readonly<Record<Exclude<Operation, 'prefetch'>, (call: ExportedCall) => readonly string[]>> = {
  'get-token': ({ url, rootUrl, fields }) => {
    const all: Readonly<Record<string, string>> = { ...fields, msgid: '$M', systemtime: '$T', scrip: '$QUHAO_SCRIP' };
    const signed = TOKEN_SIGNED.map((name) => all[name] ?? '').join('\\n');
    return [
      `C=$(mktemp); trap 'rm -f "$C"' EXIT; curl -sS ${rootUrl} -o "$C" || exit`,
      `S=$(printf "${signed}" | ${HMAC})`,
      post(url, jsonText({ ...all, sign: '$S' }), ' --cacert "$C"'),
    ];
  },
  'login-token-validate': ({ url, fields }) => {
    const { appid, version, strictcheck } = fields;
    return [
      `S=$(printf %s "${appid}${version}\${M}\${T}${strictcheck}\${QUHAO_LOGIN_TOKEN}\${QUHAO_KEY}" | md5sum | cut -c1-32 | tr a-f A-F)`,
      post(url, jsonText({ ...fields, msgid: '$M', systemtime: '$T', token: '$QUHAO_LOGIN_TOKEN', sign: '$S' })),
    ];
  },
  'token-validate': ({ url, fields: { version = '', appId = '', ...rest } }) => {
    const header = jsonText({ version, appId, msgId: '$M', timestamp: '$T' });
    const body = jsonText({ ...rest, phoneNum: '$P', token: '$QUHAO_CHECK_TOKEN', sign: '$S' });
    return [
      `P=$(printf %s "\${QUHAO_PHONE}\${QUHAO_KEY}\${T}" | sha256sum | cut -c1-64 | tr a-f A-F)`,
      `S=$(printf %s "${appId}\${M}\${P}\${T}\${QUHAO_CHECK_TOKEN}${version}" | ${HMAC} | tr a-f A-F)`,
      post(url, `{\\"header\\":${header},\\"body\\":${body}}`),
    ];
  },
};

/** openssl takes the key of an HMAC as an argument, which others can read. */
const HMAC = `node -e 'process.stdout.write(require("crypto").createHmac("sha256", process.env.QUHAO_KEY).update(require("fs").readFileSync(0)).digest("hex"))'`;

function jsonText(fields: Readonly<Record<string, string>>): string {
  const members = Object.entries(fields).map(([name, value]) => `\\"${name}\\":\\"${value}\\"`);
  return `{${members.join(',')}}`;
}

function post(url: string, body: string, flags = ''): string {
  return `A=$(printf %s "${body}" | curl -sS ${url}${flags} -H 'Content-Type: application/json' -d @-) || exit`;
}

/** A script for bash that prints the answer, and ends with 1 where it is another one. */
export function curlText(call: ExportedCall): string {
  const { operation, code } = call;
  const lines = operation === 'prefetch' ? sealedByNode(call) : CALLS[operation](call);
  return [
    ...headOf(call).map((line) => `# ${line}`),
    `: ${variablesOf(call)
      .map((name) => `"\${${name}:?}"`)
      .join(' ')}`,
    ...(operation === 'prefetch'
      ? []
      : [`M=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')`, 'T=$(TZ=CST-8 date +%Y%m%d%H%M%S000)']),
    ...lines,
    `printf '%s\\n' "$A"`,
    `case $A in *'"resultCode":"${code}"'*) ;; *) echo "the answer is not ${code}" >&2; exit 1 ;; esac`,
  ].join('\n');
}

/** Node seals the request and opens the answer: openssl has no GCM on its command line. */
function sealedByNode(call: ExportedCall): readonly string[] {
  const { imports, lines } = javascriptBody(call);
  return [
    "A=$(node --input-type=module - <<'END'",
    `import { createDecipheriv, ${imports.join(', ')} } from 'node:crypto';`,
    "import { execFileSync } from 'node:child_process';",
    ...NEW_VALUES,
    ...lines,
    `const flags = ['-sS', '--interface', '${call.bearer?.session}', '-H', 'Content-Type: application/json', '-d', '@-'];`,
    `const text = execFileSync('curl', [...flags, '${call.url}'], { input: JSON.stringify(body), encoding: 'utf8' });`,
    'console.log(text);',
    'const answer = JSON.parse(text);',
    'if (answer.data !== undefined) {',
    "  const data = Buffer.from(answer.data, 'base64');",
    "  const opened = createDecipheriv('aes-256-gcm', sessionKey, data.subarray(0, 12)).setAuthTag(data.subarray(-16));",
    "  opened.setAAD(Buffer.from([answer.inresponseto, answer.systemtime, answer.resultCode].join('\\n')));",
    '  console.log(JSON.parse(opened.update(data.subarray(12, -16)) + opened.final()).scrip);',
    '}',
    'END',
    ') || exit',
  ];
}
