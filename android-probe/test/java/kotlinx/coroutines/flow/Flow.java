package kotlinx.coroutines.flow;

import kotlin.coroutines.Continuation;

/** As compiled Kotlin sees it. */
public interface Flow {
  Object collect(FlowCollector collector, Continuation continuation);
}
