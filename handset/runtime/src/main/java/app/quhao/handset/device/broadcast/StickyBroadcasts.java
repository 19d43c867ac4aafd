package app.quhao.handset.device.broadcast;

import android.content.Intent;
import android.content.IntentFilter;
import java.util.ArrayList;
import java.util.List;

/** The last sticky broadcast of each kind. */
final class StickyBroadcasts {
  private final List<Intent> intents = new ArrayList<>();

  synchronized void put(Intent intent) {
    remove(intent);
    intents.add(new Intent(intent));
  }

  synchronized void remove(Intent intent) {
    intents.removeIf(each -> each.filterEquals(intent));
  }

  synchronized List<Intent> matching(IntentFilter filter) {
    return intents.stream()
        .filter(each -> Registration.matches(filter, each))
        .map(Intent::new)
        .toList();
  }
}
