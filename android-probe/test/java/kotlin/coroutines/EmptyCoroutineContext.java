package kotlin.coroutines;

public final class EmptyCoroutineContext {
  public static final EmptyCoroutineContext INSTANCE = new EmptyCoroutineContext();

  private EmptyCoroutineContext() {}
}
