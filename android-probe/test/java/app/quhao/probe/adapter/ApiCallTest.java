package app.quhao.probe.adapter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONObject;
import org.junit.Test;

public final class ApiCallTest {
  private static ApiCall read(String json) throws Exception {
    return ApiCall.read(new Params(new JSONObject(json.replace('\'', '"'))));
  }

  @Test
  public void callsOfOneTurnFollowEachOther() throws Exception {
    ApiCall first =
        read(
            "{'api':'quitAuthActivity','callId':'a','next':{'api':'loginAuth','callId':'b',"
                + "'requestCode':7,'next':{'api':'setOverTime','callId':'c','value':9,'turnMs':400}}}");
    assertEquals("loginAuth", first.next.api);
    assertEquals(Integer.valueOf(7), first.next.requestCode);
    assertEquals(0, first.next.turnMillis);
    assertEquals(400, first.next.next.turnMillis);
    assertNull(first.next.next.next);
  }

  @Test
  public void aTurnIsOneThreads() throws Exception {
    String other = "'next':{'api':'delScrip','callId':'b'";
    read("{'api':'delScrip','callId':'a','thread':'worker'," + other + ",'thread':'worker'}}");
    String mixed = "{'api':'delScrip','callId':'a','thread':'worker'," + other + "}}";
    ProbeError error = assertThrows(ProbeError.class, () -> read(mixed));
    assertEquals("next is called on the thread of the call before it", error.getMessage());
  }
}
