package com.cmic.gen.sdk.wire;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import android.util.Base64;
import com.cmic.gen.sdk.Fixtures;
import com.cmic.gen.sdk.policy.AppCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Iterator;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.json.JSONObject;
import org.junit.Before;
import org.junit.Test;

/** fixtures/vectors.json on the Java side; the TypeScript side reads the same file. */
public final class VectorsTest {
  private JSONObject vectors;
  private JSONObject request;
  private JSONObject body;
  private Caller caller;

  @Before
  public void readVectors() throws Exception {
    vectors = new JSONObject(Fixtures.read("vectors.json"));
    request = vectors.getJSONObject("numberRequest");
    body = request.getJSONObject("body");
    JSONObject app = vectors.getJSONObject("app");
    JSONObject parameters = new JSONObject(request.getString("plaintext"));
    caller =
        new Caller(
            new AppCredentials(app.getString("appid"), app.getString("appKey")),
            new AppIdentity(parameters.getString("apppackage"), parameters.getString("appsign")),
            new Caller.Moment(
                parameters.getString("operatortype"),
                parameters.getString("networktype"),
                body.getString("systemtime")));
  }

  @Test
  public void writesTheParametersAsTheVectorHasThem() throws Exception {
    assertEquals(request.getString("plaintext"), NumberRequest.parameters(caller, "5.9.4"));
  }

  @Test
  public void sealsTheParametersByteForByte() throws Exception {
    SessionCipher cipher = new SessionCipher(bytes(request.getString("sessionKeyHex")));
    byte[] additional =
        Lines.of(body.getString("appid"), body.getString("msgid"), body.getString("systemtime"));
    assertArrayEquals(
        request.getString("additionalData").getBytes(StandardCharsets.UTF_8), additional);
    String sealed =
        cipher.seal(
            request.getString("plaintext").getBytes(StandardCharsets.UTF_8),
            additional,
            bytes(request.getString("nonceHex")));
    assertEquals(body.getString("data"), sealed);
  }

  @Test
  public void signsTheNumberRequest() throws Exception {
    String made =
        NumberRequest.body(
            caller,
            body.getString("msgid"),
            body.getString("systemtime"),
            body.getString("keyid"),
            body.getString("key"),
            body.getString("data"));
    assertSame(body, new JSONObject(made));
  }

  @Test
  public void wrapsTheSessionKeySoThatTheGatewayOpensIt() throws Exception {
    JSONObject keys = vectors.getJSONObject("keys");
    GatewayKey key = GatewayKey.ofPem("1", keys.getString("gatewayPublicSpkiPem"));
    byte[] sessionKey = bytes(request.getString("sessionKeyHex"));
    assertArrayEquals(sessionKey, unwrap(key.wrap(sessionKey)));
    assertArrayEquals(sessionKey, unwrap(body.getString("key")));
  }

  @Test
  public void opensTheAnswer() throws Exception {
    JSONObject answer = vectors.getJSONObject("numberAnswer");
    JSONObject sent = answer.getJSONObject("body");
    SessionCipher cipher = new SessionCipher(bytes(request.getString("sessionKeyHex")));
    byte[] plain =
        cipher.open(
            sent.getString("data"),
            Lines.of(
                sent.getString("inresponseto"),
                sent.getString("systemtime"),
                sent.getString("resultCode")));
    assertEquals(answer.getString("plaintext"), new String(plain, StandardCharsets.UTF_8));
    NumberAnswer number = NumberAnswer.of(new JSONObject(answer.getString("plaintext")));
    assertEquals("154****0001", number.maskedNumber);
    assertEquals(3600, number.lifeSeconds);
  }

  @Test
  public void refusesAnAnswerOfAnotherRequest() throws Exception {
    JSONObject sent = vectors.getJSONObject("numberAnswer").getJSONObject("body");
    SessionCipher cipher = new SessionCipher(bytes(request.getString("sessionKeyHex")));
    byte[] otherId =
        Lines.of("1f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", sent.getString("systemtime"), "103000");
    assertThrows(
        GeneralSecurityException.class, () -> cipher.open(sent.getString("data"), otherId));
  }

  @Test
  public void signsTheTokenRequest() throws Exception {
    JSONObject expected = vectors.getJSONObject("tokenRequest").getJSONObject("body");
    String made =
        TokenRequest.body(
            caller,
            expected.getString("sdkversion"),
            expected.getString("msgid"),
            expected.getString("systemtime"),
            expected.getString("scrip"),
            expected.getString("capability"));
    assertSame(expected, new JSONObject(made));
  }

  @Test
  public void makesADifferentRequestEachTime() throws Exception {
    GatewayKey key =
        GatewayKey.ofPem("1", vectors.getJSONObject("keys").getString("gatewayPublicSpkiPem"));
    SecureRandom random = new SecureRandom();
    String id = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
    JSONObject one = made(key, id, random);
    JSONObject other = made(key, id, random);
    for (String field : new String[] {"key", "data", "sign"}) {
      assertEquals(field, false, one.getString(field).equals(other.getString(field)));
    }
    assertEquals(one.getString("systemtime"), 17, one.getString("systemtime").length());
  }

  @Test
  public void writesTimesInShanghai() {
    assertEquals("20261123120000123", WireTime.of(1795406400123L));
  }

  private JSONObject made(GatewayKey key, String id, SecureRandom random) throws Exception {
    byte[] sent = NumberRequest.make(caller, "5.9.4", key, id, random).body();
    return new JSONObject(new String(sent, StandardCharsets.UTF_8));
  }

  private byte[] unwrap(String wrapped) throws Exception {
    byte[] der =
        Pem.der(vectors.getJSONObject("keys").getString("gatewayPrivatePkcs8Pem"), "PRIVATE KEY");
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return cipher.doFinal(Base64.decode(wrapped, Base64.NO_WRAP));
  }

  private static void assertSame(JSONObject expected, JSONObject made) throws Exception {
    assertEquals(expected.length(), made.length());
    for (Iterator<String> it = expected.keys(); it.hasNext(); ) {
      String key = it.next();
      assertEquals(key, expected.getString(key), made.getString(key));
    }
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
