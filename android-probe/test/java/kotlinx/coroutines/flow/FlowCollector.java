package kotlinx.coroutines.flow;

import kotlin.coroutines.Continuation;

/** As compiled Kotlin sees it. */
public interface FlowCollector {
  Object emit(Object value, Continuation continuation);
}
