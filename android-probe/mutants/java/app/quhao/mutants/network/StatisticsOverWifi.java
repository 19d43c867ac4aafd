package app.quhao.mutants.network;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Each retrieval is reported to a host of the maker's own, over whatever network is the default. */
final class StatisticsOverWifi implements Parts {
  private static final int PATIENCE_MILLIS = 1000;

  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      report();
      return reference.retrieve(call);
    };
  }

  private static void report() {
    try {
      URL url = new URL("http://statistics.sdk.example/retrieval");
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.getResponseCode();
      connection.disconnect();
    } catch (IOException error) {
      // Nobody waits for statistics.
      return;
    }
  }
}
