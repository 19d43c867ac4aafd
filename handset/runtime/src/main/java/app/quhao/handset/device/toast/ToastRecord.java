package app.quhao.handset.device.toast;

import android.os.IBinder;
import android.os.RemoteException;

/** One toast in the queue. Main thread. */
interface ToastRecord {
  /** What the app names it by. */
  IBinder token();

  /** Toast.LENGTH_SHORT or Toast.LENGTH_LONG. */
  int duration();

  void show() throws RemoteException;

  void hide() throws RemoteException;
}
