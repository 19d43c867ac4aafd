/** What an exported step is made of: a loginTokenValidate as a back end sent it. Secrets are read from the environment when the export is run. */
export interface ExportedCall {
  readonly flow: number;
  readonly url: string;
  /** The fields that are no secret and not new in every request. */
  readonly fields: Readonly<Record<string, string>>;
  readonly code: string;
  readonly codeName: string;
  /** Whose value QUHAO_KEY is. */
  readonly keyName: 'appKey' | 'appSecret';
}

export const EXPORTS = {
  curl: curlText,
  vitest: vitestText,
  junit: junitText,
} as const satisfies Readonly<Record<string, (call: ExportedCall) => string>>;

export type ExportTarget = keyof typeof EXPORTS;

function head({ flow, code, codeName, keyName, fields }: ExportedCall): readonly string[] {
  return [
    `Flow ${flow}: this exchange was answered ${code} ${codeName}.`,
    `Set QUHAO_LOGIN_TOKEN (a token: quhao token mint) and QUHAO_KEY (the ${keyName} of app ${fields['appid']}).`,
  ];
}

function curlText(call: ExportedCall): string {
  const { url, fields, code } = call;
  const body = Object.entries({ ...fields, msgid: '$M', systemtime: '$T', token: '$QUHAO_LOGIN_TOKEN', sign: '$S' })
    .map(([name, value]) => `\\"${name}\\":\\"${value}\\"`)
    .join(',');
  const { appid, version, strictcheck } = fields;
  return [
    ...head(call).map((line) => `# ${line}`),
    `: "\${QUHAO_LOGIN_TOKEN:?}" "\${QUHAO_KEY:?}"`,
    `M=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')`,
    'T=$(TZ=CST-8 date +%Y%m%d%H%M%S000)',
    `S=$(printf %s "${appid}${version}\${M}\${T}${strictcheck}\${QUHAO_LOGIN_TOKEN}\${QUHAO_KEY}" | md5sum | cut -c1-32 | tr a-f A-F)`,
    `A=$(printf %s "{${body}}" | curl -sS ${url} -H 'Content-Type: application/json' -d @-) || exit`,
    `printf '%s\\n' "$A"`,
    `case $A in *'"resultCode":"${code}"'*) ;; *) echo "the answer is not ${code}" >&2; exit 1 ;; esac`,
  ].join('\n');
}

function vitestText(call: ExportedCall): string {
  const { url, fields, code } = call;
  return [
    ...head(call).map((line) => `// ${line}`),
    "import { createHash, randomUUID } from 'node:crypto';",
    "import { expect, test } from 'vitest';",
    '',
    `test('the exchange is answered ${code}', async () => {`,
    '  const { QUHAO_LOGIN_TOKEN: token, QUHAO_KEY: key } = process.env;',
    "  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\\D/g, '').slice(0, 17);",
    `  const fields = { ...${JSON.stringify(fields)}, msgid: randomUUID(), systemtime: time, token };`,
    '  const { appid, version, msgid, systemtime, strictcheck } = fields;',
    '  const signed = [appid, version, msgid, systemtime, strictcheck, token, key].join("");',
    "  const sign = createHash('md5').update(signed).digest('hex').toUpperCase();",
    `  const answer = await fetch('${url}', {`,
    "    method: 'POST',",
    "    headers: { 'content-type': 'application/json' },",
    '    body: JSON.stringify({ ...fields, sign }),',
    '  });',
    `  expect(await answer.json()).toMatchObject({ resultCode: '${code}' });`,
    '});',
  ].join('\n');
}

function junitText(call: ExportedCall): string {
  const { url, fields, code } = call;
  const puts = Object.entries(fields).map(([name, value]) => `    fields.put("${name}", "${value.replaceAll('"', '\\"')}");`);
  return [
    ...head(call).map((line) => `// ${line}`),
    'import static org.junit.Assert.assertTrue;',
    '',
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse.BodyHandlers;',
    'import java.security.MessageDigest;',
    'import java.time.ZoneId;',
    'import java.time.ZonedDateTime;',
    'import java.time.format.DateTimeFormatter;',
    'import java.util.LinkedHashMap;',
    'import java.util.Map;',
    'import java.util.UUID;',
    'import java.util.stream.Collectors;',
    'import org.junit.Test;',
    '',
    'public class ExchangeTest {',
    '  @Test',
    `  public void theExchangeIsAnswered${code}() throws Exception {`,
    '    String token = System.getenv("QUHAO_LOGIN_TOKEN");',
    '    ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Asia/Shanghai"));',
    '    Map<String, String> fields = new LinkedHashMap<>();',
    ...puts,
    '    fields.put("msgid", UUID.randomUUID().toString());',
    '    fields.put("systemtime", now.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS")));',
    '    fields.put("token", token);',
    '    String signed = fields.get("appid") + fields.get("version") + fields.get("msgid") + fields.get("systemtime")',
    '        + fields.get("strictcheck") + token + System.getenv("QUHAO_KEY");',
    '    byte[] digest = MessageDigest.getInstance("MD5").digest(signed.getBytes("UTF-8"));',
    '    fields.put("sign", String.format("%032X", new java.math.BigInteger(1, digest)));',
    '    String body = fields.entrySet().stream()',
    '        .map(field -> "\\"" + field.getKey() + "\\":\\"" + field.getValue() + "\\"")',
    '        .collect(Collectors.joining(",", "{", "}"));',
    `    HttpRequest request = HttpRequest.newBuilder(URI.create("${url}"))`,
    '        .header("Content-Type", "application/json")',
    '        .POST(HttpRequest.BodyPublishers.ofString(body)).build();',
    '    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();',
    `    assertTrue(answer, answer.contains("\\"resultCode\\":\\"${code}\\""));`,
    '  }',
    '}',
  ].join('\n');
}
