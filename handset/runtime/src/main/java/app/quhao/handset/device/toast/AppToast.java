package app.quhao.handset.device.toast;

import android.app.ITransientNotification;
import android.os.Binder;
import android.os.IBinder;
import android.os.RemoteException;

/** A toast whose view the app draws when the system asks for it. */
record AppToast(IBinder token, ITransientNotification app, int duration) implements ToastRecord {
  @Override
  public void show() throws RemoteException {
    app.show(new Binder());
  }

  @Override
  public void hide() throws RemoteException {
    app.hide();
  }
}
