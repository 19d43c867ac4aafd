import type { Operation } from '../../../simulator/src/model/operations.ts';
import { PREFETCH_SIGNED, TOKEN_SIGNED } from '../../../simulator/src/protocol/signed-fields.ts';
import { type ExportedCall, headOf, testName } from './exported-call.ts';

/** Lines of Java that set `body` and `answer`; `key`, `msgid` and `time` are there. */
const CALLS: Readonly<Record<Operation, (call: ExportedCall) => readonly string[]>> = {
  prefetch: ({ fields, bearer, url }) => [
    ...mapOf('fields', { ...fields, keyid: bearer?.keyid ?? '' }),
    ...['fields.put("msgid", msgid);', 'fields.put("systemtime", time);'],
    ...['byte[] sessionKey = new byte[32];', 'byte[] nonce = new byte[12];'],
    ...['new SecureRandom().nextBytes(sessionKey);', 'new SecureRandom().nextBytes(nonce);'],
    `byte[] spki = Base64.getDecoder().decode("${bearer?.publicKey}");`,
    'Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");',
    'rsa.init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki)),',
    '    new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));',
    'fields.put("key", Base64.getEncoder().encodeToString(rsa.doFinal(sessionKey)));',
    'Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");',
    'aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(sessionKey, "AES"), new GCMParameterSpec(128, nonce));',
    'aes.updateAAD(utf8(String.join("\\n", fields.get("appid"), msgid, time)));',
    ...mapOf('inner', bearer?.inner ?? {}),
    'byte[] sealed = aes.doFinal(utf8(json(inner)));',
    'byte[] data = Arrays.copyOf(nonce, nonce.length + sealed.length);',
    'System.arraycopy(sealed, 0, data, nonce.length, sealed.length);',
    'fields.put("data", Base64.getEncoder().encodeToString(data));',
    `fields.put("sign", hmac(key, ${joined(PREFETCH_SIGNED)}));`,
    `String answer = postFrom("${bearer?.session}", URI.create("${url}"), json(fields));`,
  ],
  'get-token': ({ fields, url, rootUrl }) => [
    ...mapOf('fields', fields),
    ...['fields.put("msgid", msgid);', 'fields.put("systemtime", time);', 'fields.put("scrip", System.getenv("QUHAO_SCRIP"));'],
    `fields.put("sign", hmac(key, ${joined(TOKEN_SIGNED)}));`,
    `HttpClient client = HttpClient.newBuilder().sslContext(trusting("${rootUrl}")).build();`,
    `String answer = post(client, "${url}", json(fields));`,
  ],
  'login-token-validate': ({ fields, url }) => [
    ...mapOf('fields', fields),
    ...[
      'fields.put("msgid", msgid);',
      'fields.put("systemtime", time);',
      'fields.put("token", System.getenv("QUHAO_LOGIN_TOKEN"));',
    ],
    'String signed = fields.get("appid") + fields.get("version") + msgid + time + fields.get("strictcheck") + fields.get("token") + key;',
    'fields.put("sign", hex(MessageDigest.getInstance("MD5").digest(utf8(signed))).toUpperCase());',
    `String answer = post(HttpClient.newHttpClient(), "${url}", json(fields));`,
  ],
  'token-validate': ({ fields: { version = '', appId = '', ...rest }, url }) => [
    'String token = System.getenv("QUHAO_CHECK_TOKEN");',
    ...mapOf('header', { version, appId }),
    ...['header.put("msgId", msgid);', 'header.put("timestamp", time);'],
    'String phone = System.getenv("QUHAO_PHONE") + key + time;',
    'String phoneNum = hex(MessageDigest.getInstance("SHA-256").digest(utf8(phone))).toUpperCase();',
    ...mapOf('fields', rest),
    ...['fields.put("phoneNum", phoneNum);', 'fields.put("token", token);'],
    `fields.put("sign", hmac(key, "${appId}" + msgid + phoneNum + time + token + "${version}").toUpperCase());`,
    'String body = "{\\"header\\":" + json(header) + ",\\"body\\":" + json(fields) + "}";',
    `String answer = post(HttpClient.newHttpClient(), "${url}", body);`,
  ],
};

const CLASSES: Readonly<Record<Operation, string>> = {
  prefetch: 'NumberRequestTest',
  'get-token': 'TokenRequestTest',
  'login-token-validate': 'ExchangeTest',
  'token-validate': 'NumberCheckTest',
};

function mapOf(name: string, fields: Readonly<Record<string, string>>): readonly string[] {
  const puts = Object.entries(fields).map(([field, value]) => `${name}.put("${field}", "${value}");`);
  return [`Map<String, String> ${name} = new LinkedHashMap<>();`, ...puts];
}

function joined(names: readonly string[]): string {
  return `lines(fields, ${names.map((name) => `"${name}"`).join(', ')})`;
}

const IMPORTS = [
  ...['java.net.InetSocketAddress', 'java.net.Socket', 'java.net.URI', 'java.net.http.HttpClient', 'java.net.http.HttpRequest'],
  ...['java.net.http.HttpResponse.BodyHandlers', 'java.nio.charset.StandardCharsets', 'java.security.KeyFactory'],
  ...[
    'java.security.KeyStore',
    'java.security.MessageDigest',
    'java.security.SecureRandom',
    'java.security.cert.CertificateFactory',
  ],
  ...[
    'java.security.spec.MGF1ParameterSpec',
    'java.security.spec.X509EncodedKeySpec',
    'java.time.ZoneId',
    'java.time.ZonedDateTime',
  ],
  ...['java.time.format.DateTimeFormatter', 'java.util.Arrays', 'java.util.Base64', 'java.util.LinkedHashMap', 'java.util.Map'],
  ...['java.util.UUID', 'java.util.stream.Collectors', 'java.util.stream.Stream', 'javax.crypto.Cipher', 'javax.crypto.Mac'],
  ...['javax.crypto.spec.GCMParameterSpec', 'javax.crypto.spec.OAEPParameterSpec', 'javax.crypto.spec.PSource'],
  ...['javax.crypto.spec.SecretKeySpec', 'javax.net.ssl.SSLContext', 'javax.net.ssl.TrustManagerFactory', 'org.junit.Test'],
] as const;

/** What the calls are written with. A test has those that it uses, and those that these use. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  json: [
    'static String json(Map<String, String> fields) {',
    '  return fields.entrySet().stream().map(field -> "\\"" + field.getKey() + "\\":\\"" + field.getValue() + "\\"")',
    '      .collect(Collectors.joining(",", "{", "}"));',
    '}',
  ],
  post: [
    'static String post(HttpClient client, String url, String body) throws Exception {',
    '  HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")',
    '      .POST(HttpRequest.BodyPublishers.ofString(body)).build();',
    '  return client.send(request, BodyHandlers.ofString()).body();',
    '}',
  ],
  postFrom: [
    '/** The phone is known by the address that the connection comes from. */',
    'static String postFrom(String address, URI url, String body) throws Exception {',
    '  try (Socket socket = new Socket()) {',
    '    socket.bind(new InetSocketAddress(address, 0));',
    '    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));',
    '    String head = "POST " + url.getPath() + " HTTP/1.1\\r\\nHost: " + url.getAuthority() + "\\r\\nContent-Type: application/json\\r\\n";',
    '    socket.getOutputStream().write(utf8(head + "Connection: close\\r\\nContent-Length: " + utf8(body).length + "\\r\\n\\r\\n" + body));',
    '    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);',
    '  }',
    '}',
  ],
  trusting: [
    'static SSLContext trusting(String rootUrl) throws Exception {',
    '  HttpRequest request = HttpRequest.newBuilder(URI.create(rootUrl)).build();',
    '  KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());',
    '  roots.load(null, null);',
    '  roots.setCertificateEntry("root", CertificateFactory.getInstance("X.509")',
    '      .generateCertificate(HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()));',
    '  TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());',
    '  trust.init(roots);',
    '  SSLContext context = SSLContext.getInstance("TLS");',
    '  context.init(null, trust.getTrustManagers(), null);',
    '  return context;',
    '}',
  ],
  lines: [
    'static String lines(Map<String, String> fields, String... names) {',
    '  return Stream.of(names).map(fields::get).collect(Collectors.joining("\\n"));',
    '}',
  ],
  hmac: [
    'static String hmac(String key, String text) throws Exception {',
    '  Mac mac = Mac.getInstance("HmacSHA256");',
    '  mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));',
    '  return hex(mac.doFinal(utf8(text)));',
    '}',
  ],
  hex: [
    'static String hex(byte[] bytes) {',
    '  return String.format("%0" + 2 * bytes.length + "x", new java.math.BigInteger(1, bytes));',
    '}',
  ],
  utf8: ['static byte[] utf8(String text) {', '  return text.getBytes(StandardCharsets.UTF_8);', '}'],
};

/** A test for JUnit 4, in a file of its class's name. */
export function junitText(call: ExportedCall): string {
  const { operation, code } = call;
  const lines = [
    'String key = System.getenv("QUHAO_KEY");',
    'String msgid = UUID.randomUUID().toString().replace("-", "");',
    'String time = ZonedDateTime.now(ZoneId.of("Asia/Shanghai")).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS"));',
    ...CALLS[operation](call),
    `assertTrue(answer, answer.contains("\\"resultCode\\":\\"${code}\\""));`,
  ];
  const test = ['@Test', `public void ${testName(call)}() throws Exception {`, ...lines.map((line) => `  ${line}`), '}'];
  const members = [test, ...methodsOf(lines)].map((member) => member.map((line) => `  ${line}`).join('\n'));
  const text = members.join('\n\n');
  return [
    ...headOf(call).map((line) => `// ${line}`),
    'import static org.junit.Assert.assertTrue;',
    '',
    ...IMPORTS.filter((name) => new RegExp(`\\b${name.slice(name.lastIndexOf('.') + 1)}\\b`).test(text)).map(
      (name) => `import ${name};`,
    ),
    '',
    `public class ${CLASSES[operation]} {`,
    text,
    '}',
  ].join('\n');
}

/** In the order of the table. */
function methodsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const used = new Set<string>();
  const follow = (text: string): void => {
    for (const [name, body] of Object.entries(METHODS)) {
      if (!used.has(name) && text.includes(`${name}(`)) {
        used.add(name);
        follow(body.slice(1).join('\n'));
      }
    }
  };
  follow(lines.join('\n'));
  return Object.entries(METHODS).flatMap(([name, body]) => (used.has(name) ? [body] : []));
}
