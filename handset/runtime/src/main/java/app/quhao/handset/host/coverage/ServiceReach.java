package app.quhao.handset.host.coverage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the methods of a framework class whose code asks certain services of the system. */
final class ServiceReach {
  private static final String INTERFACE = "android/os/IInterface";

  private final JarClasses platform;
  private final BiPredicate<String, String> isMeant;

  /** Takes whether a method of a service's interface is one to look for. */
  ServiceReach(JarClasses platform, BiPredicate<String, String> isMeant) {
    this.platform = platform;
    this.isMeant = isMeant;
  }

  /**
   * Returns names with descriptors of methods that call the service themselves or through methods
   * of their class.
   */
  Set<String> askedBy(ClassNode type) {
    Map<String, Set<String>> callers = new HashMap<>();
    Set<String> asking = new TreeSet<>();
    for (MethodNode method : type.methods) {
      if (!method.name.startsWith("$$robo$$")) {
        continue;
      }
      String name = method.name.substring(method.name.lastIndexOf('$') + 1) + method.desc;
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof MethodInsnNode call) {
          if (call.owner.equals(type.name)) {
            callers.computeIfAbsent(call.name + call.desc, callee -> new HashSet<>()).add(name);
          } else if (isMeantService(call)) {
            asking.add(name);
          }
        }
      }
    }
    return withCallers(asking, callers);
  }

  private boolean isMeantService(MethodInsnNode call) {
    if (call.getOpcode() != Opcodes.INVOKEINTERFACE || call.name.equals("asBinder")) {
      return false;
    }
    ClassNode owner = platform.find(call.owner);
    return owner != null
        && owner.interfaces.contains(INTERFACE)
        && isMeant.test(call.owner, call.name);
  }

  private static Set<String> withCallers(Set<String> start, Map<String, Set<String>> callers) {
    Set<String> all = new TreeSet<>();
    Set<String> next = start;
    while (!next.isEmpty()) {
      all.addAll(next);
      Set<String> found = new TreeSet<>();
      next.forEach(name -> found.addAll(callers.getOrDefault(name, Set.of())));
      found.removeAll(all);
      next = found;
    }
    return all;
  }
}
