package app.quhao.modern;

import java.util.List;
import java.util.stream.Collectors;
import kotlin.Pair;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KCallable;
import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.full.KClasses;

/** Kotlin's reflection on a data class, which reads the metadata of its class file. */
public final class KotlinReflection {
  private KotlinReflection() {}

  public static String describe() {
    KClass<Pair> type = JvmClassMappingKt.getKotlinClass(Pair.class);
    KFunction<Pair> make = KClasses.getPrimaryConstructor(type);
    Pair<?, ?> made = make.call("left", 2);
    List<String> properties =
        KClasses.getMemberProperties(type).stream()
            .map(each -> each.getName() + ":" + each.getReturnType() + "=" + each.getGetter().call(made))
            .collect(Collectors.toList());
    List<String> functions =
        KClasses.getDeclaredFunctions(type).stream()
            .map(KCallable::getName)
            .sorted()
            .collect(Collectors.toList());
    return type.getQualifiedName() + " " + type.isData() + " " + make.getParameters().size() + " "
        + made + " " + properties + " " + functions;
  }
}
