package com.cmic.gen.sdk.gateway;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public final class EndpointTest {
  @Test
  public void namesHostPortAndPrefix() {
    Endpoint endpoint = Endpoint.of("http://CM.gateway.test:7080/cm/");
    assertEquals("cm.gateway.test", endpoint.host);
    assertEquals(7080, endpoint.port);
    assertEquals("/cm", endpoint.prefix);
    assertEquals("cm.gateway.test:7080", endpoint.authority());
  }

  @Test
  public void leavesTheSchemesOwnPortOutOfTheAuthority() {
    assertEquals("cm.gateway.test", Endpoint.of("http://cm.gateway.test").authority());
    assertEquals("token.gateway.test", Endpoint.of("https://token.gateway.test:443").authority());
    assertEquals("token.gateway.test:80", Endpoint.of("https://token.gateway.test:80").authority());
  }

  @Test
  public void isEqualOnlyWhereSchemeHostPortAndPrefixAre() {
    Endpoint one = Endpoint.of("http://cu.gateway.test");
    assertEquals(one, Endpoint.of("http://cu.gateway.test:80/"));
    assertNotEquals(one, Endpoint.of("https://cu.gateway.test:80"));
    assertNotEquals(one, Endpoint.of("http://ct.gateway.test"));
    assertNotEquals(one, Endpoint.of("http://cu.gateway.test:81"));
    assertNotEquals(one, Endpoint.of("http://cu.gateway.test/cu"));
  }

  @Test
  public void looksUpAnAddressWithoutBrackets() {
    assertEquals("::1", Endpoint.of("http://[::1]:7080").lookupName());
  }

  @Test
  public void refusesWhatIsNoBaseUrl() {
    for (String wrong :
        new String[] {
          "",
          "cm.gateway.test",
          "ftp://cm.gateway.test",
          "http:///x",
          "http://a@b.test",
          "http://b.test/?q",
          "http://b.test/#f"
        }) {
      assertThrows(wrong, IllegalArgumentException.class, () -> Endpoint.of(wrong));
    }
  }
}
