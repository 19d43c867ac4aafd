package app.quhao.handset.host.guard;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Conscrypt's provider AndroidOpenSSL offers on API 35, by the type of the service (AOSP,
 * external/conscrypt, OpenSSLProvider). Its own code is native and does not run here.
 */
final class ConscryptAlgorithms {
  private static final String SHA = "SHA-?(1|224|256|384|512)";

  private static final Map<String, Pattern> BY_TYPE =
      Map.ofEntries(
          row("AlgorithmParameters", "AES|CHACHA20|DESEDE|TDEA|GCM|OAEP|PSS|EC"),
          row("CertificateFactory", "X\\.?509"),
          row(
              "Cipher",
              "AES(_128|_256)?/(CBC|ECB)/(NO|PKCS5|PKCS7)PADDING"
                  + "|AES/CTR/NOPADDING|(AES(_128|_256)?/)?GCM(-SIV)?(/NOPADDING)?"
                  + "|(ARC4|ARCFOUR|RC4)(/(ECB|NONE)/NOPADDING)?"
                  + "|CHACHA20((/NONE/NOPADDING)|/POLY1305/NOPADDING|-POLY1305)?"
                  + "|(DESEDE|TDEA)/CBC/(NO|PKCS5|PKCS7)PADDING"
                  + "|PBEWITHHMACSHA(1|224|256|384|512)ANDAES_(128|256)"
                  + "|RSA/(ECB|NONE)/(NOPADDING|PKCS1PADDING|OAEPPADDING"
                  + "|OAEPWITHSHA-(1|224|256|384|512)ANDMGF1PADDING)"),
          row("KeyAgreement", "ECDH|XDH"),
          row("KeyFactory", "RSA|EC|XDH|X25519"),
          row(
              "KeyGenerator",
              "AES|ARC4|RC4|CHACHA20|DESEDE|TDEA|HMAC[-/]?(MD5|SHA(1|224|256|384|512))"),
          row("KeyManagerFactory", "PKIX|X509"),
          row("KeyPairGenerator", "RSA|EC|XDH|X25519"),
          row("Mac", "AESCMAC|(PBEWITH)?HMAC[-/]?(MD5|SHA(1|224|256|384|512))"),
          row("MessageDigest", "MD5|SHA|" + SHA),
          row("SSLContext", "DEFAULT|SSL|TLS|TLSV1(\\.[123])?"),
          row("SecretKeyFactory", "DESEDE|TDEA|SCRYPT"),
          row("SecureRandom", "SHA1PRNG"),
          row(
              "Signature",
              "(MD5|"
                  + SHA
                  + ")(WITH|/)RSA(ENCRYPTION)?(/PSS)?|"
                  + SHA
                  + "WITHRSAANDMGF1"
                  + "|NONEWITH(RSA|ECDSA)|"
                  + SHA
                  + "(WITH|/)ECDSA|ECDSA(WITHSHA1)?"),
          row("TrustManagerFactory", "PKIX|X509"));

  /** The types whose services have an object identifier for a second name. */
  private static final Set<String> WITH_IDENTIFIERS =
      Set.of(
          "AlgorithmParameters",
          "Cipher",
          "KeyFactory",
          "KeyGenerator",
          "KeyPairGenerator",
          "Mac",
          "MessageDigest",
          "SecretKeyFactory",
          "Signature");

  private ConscryptAlgorithms() {}

  static boolean has(String type, String algorithm) {
    String name = algorithm.toUpperCase(Locale.ROOT);
    Pattern known = BY_TYPE.get(type);
    boolean isIdentifier = name.matches("(OID\\.)?[0-2](\\.\\d+)+");
    return known != null
        && (known.matcher(name).matches() || isIdentifier && WITH_IDENTIFIERS.contains(type));
  }

  private static Map.Entry<String, Pattern> row(String type, String names) {
    return Map.entry(type, Pattern.compile(names));
  }
}
