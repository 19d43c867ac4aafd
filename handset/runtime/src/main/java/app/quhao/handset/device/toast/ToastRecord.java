package app.quhao.handset.device.toast;

import android.os.IBinder;
import android.os.RemoteException;

/** One toast in the queue. Main thread. */
interface ToastRecord {
  /** The token that identifies the toast to the app. */
  IBinder token();

  /** Toast.LENGTH_SHORT or Toast.LENGTH_LONG. */
  int duration();

  void show() throws RemoteException;

  void hide() throws RemoteException;
}
