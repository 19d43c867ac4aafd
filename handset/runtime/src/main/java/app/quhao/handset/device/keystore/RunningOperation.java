package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.ErrorCode;
import android.os.Binder;
import android.os.IBinder;
import android.system.keystore2.IKeystoreOperation;
import java.util.concurrent.Callable;

/** The binder of one operation. It ends with its first error, as in keystore2. */
final class RunningOperation implements IKeystoreOperation {
  private final KeyOperation operation;
  private boolean hasEnded;

  RunningOperation(KeyOperation operation) {
    this.operation = operation;
  }

  @Override
  public void updateAad(byte[] data) {
    run(
        () -> {
          operation.updateAad(data);
          return null;
        });
  }

  @Override
  public byte[] update(byte[] input) {
    return run(() -> operation.update(input));
  }

  @Override
  public byte[] finish(byte[] input, byte[] signature) {
    byte[] output = run(() -> operation.finish(input, signature));
    abort();
    return output;
  }

  @Override
  public synchronized void abort() {
    hasEnded = true;
  }

  private synchronized byte[] run(Callable<byte[]> step) {
    boolean isDone = false;
    try {
      byte[] output =
          KeystoreRefusals.translate(
              () -> {
                if (hasEnded) {
                  throw new KeyMintException(
                      ErrorCode.INVALID_OPERATION_HANDLE, "the operation has ended");
                }
                return step.call();
              });
      isDone = true;
      return output;
    } finally {
      hasEnded |= !isDone;
    }
  }

  @Override
  public IBinder asBinder() {
    return new Binder();
  }

  @Override
  public int getInterfaceVersion() {
    return VERSION;
  }

  @Override
  public String getInterfaceHash() {
    return HASH;
  }
}
