package kotlin.coroutines;

/** As compiled Kotlin sees it: the last argument of a suspend function. */
public interface Continuation {
  Object getContext();

  void resumeWith(Object result);
}
