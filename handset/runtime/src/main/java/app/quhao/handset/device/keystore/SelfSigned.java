package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.Tag;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The certificate that KeyMint makes for a key without attestation. */
final class SelfSigned {
  /** The defaults of KeyGenParameterSpec: 1970-01-01 to 2048-01-01. */
  private static final long NOT_AFTER = 2_461_449_600_000L;

  private static final X500Name SUBJECT = new X500Name("CN=Android Keystore Key");

  private SelfSigned() {}

  static int bitsOf(PublicKey key) {
    return key instanceof RSAPublicKey rsa
        ? rsa.getModulus().bitLength()
        : ((ECPublicKey) key).getParams().getCurve().getField().getFieldSize();
  }

  static byte[] certificate(KeyTags request, KeyPair pair) throws GeneralSecurityException {
    boolean isRsa = pair.getPublic() instanceof RSAPublicKey;
    AlgorithmIdentifier algorithm =
        isRsa
            ? new AlgorithmIdentifier(
                PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE)
            : new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    byte[] serial = request.bytes(Tag.CERTIFICATE_SERIAL);
    byte[] subject = request.bytes(Tag.CERTIFICATE_SUBJECT);
    X500Name name = subject == null ? SUBJECT : X500Name.getInstance(subject);
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(
        new ASN1Integer(serial == null ? BigInteger.ONE : new BigInteger(serial)));
    generator.setSignature(algorithm);
    generator.setIssuer(name);
    generator.setSubject(name);
    generator.setStartDate(new Time(new Date(request.number(Tag.CERTIFICATE_NOT_BEFORE, 0))));
    generator.setEndDate(
        new Time(new Date(request.number(Tag.CERTIFICATE_NOT_AFTER, NOT_AFTER))));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    TBSCertificate content = generator.generateTBSCertificate();
    try {
      Signature signature =
          isRsa
              ? Signature.getInstance("SHA256withRSA", "SunRsaSign")
              : Signature.getInstance("SHA256withECDSA", "SunEC");
      signature.initSign(pair.getPrivate());
      signature.update(content.getEncoded(ASN1Encoding.DER));
      ASN1EncodableVector certificate = new ASN1EncodableVector();
      certificate.add(content);
      certificate.add(algorithm);
      certificate.add(new DERBitString(signature.sign()));
      return new DERSequence(certificate).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new GeneralSecurityException("The certificate of a key cannot be written", e);
    }
  }
}
