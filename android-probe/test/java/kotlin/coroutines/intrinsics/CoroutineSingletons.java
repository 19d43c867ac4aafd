package kotlin.coroutines.intrinsics;

/** What a suspend function returns that will resume its continuation later. */
public enum CoroutineSingletons {
  COROUTINE_SUSPENDED
}
