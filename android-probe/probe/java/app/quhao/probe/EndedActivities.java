package app.quhao.probe;

import android.app.Activity;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Activities that Android has ended. Whoever still holds one holds its views, and all that they
 * show.
 */
public final class EndedActivities {
  private static final int MOST_COLLECTIONS = 20;
  private static final long PAUSE_MILLIS = 50;

  private final List<Ended> ended = new ArrayList<>();

  private static final class Ended {
    final String name;
    final WeakReference<Activity> activity;

    Ended(Activity activity) {
      name = activity.getClass().getName();
      this.activity = new WeakReference<>(activity);
    }
  }

  synchronized void add(Activity activity) {
    ended.add(new Ended(activity));
  }

  /** Names of those that are still in memory after garbage collections, for a second at most. */
  public List<String> kept() throws InterruptedException {
    List<String> names = inMemory();
    for (int n = 0; n < MOST_COLLECTIONS && !names.isEmpty(); n++) {
      Runtime.getRuntime().gc();
      Runtime.getRuntime().runFinalization();
      Thread.sleep(PAUSE_MILLIS);
      names = inMemory();
    }
    return names;
  }

  private synchronized List<String> inMemory() {
    List<String> names = new ArrayList<>();
    for (Iterator<Ended> each = ended.iterator(); each.hasNext(); ) {
      Ended one = each.next();
      if (one.activity.get() == null) {
        each.remove();
      } else {
        names.add(one.name);
      }
    }
    return names;
  }
}
