package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.network.ProbeNetworks;
import app.quhao.probe.server.Command;
import java.util.ArrayList;
import java.util.List;

/** The probe's methods, in PROTOCOL.md's order. */
public final class Commands {
  private Commands() {}

  public static List<Command> all(ProbeContext context) {
    ProbeNetworks networks = new ProbeNetworks(context.android);
    Disturbance disturbance = new Disturbance(context.android.getDataDir());
    List<Command> commands = new ArrayList<>();
    commands.add(new Handshake(context));
    commands.add(new Help(commands));
    commands.add(new Describe(context));
    commands.add(new Configure(context));
    commands.add(new Call(context));
    commands.add(new Events(context));
    commands.add(new Network(networks));
    commands.add(new Storage(context));
    commands.add(new Clock());
    commands.add(new Permissions(context));
    commands.add(new Threads());
    commands.add(new Defaults(context));
    commands.add(new Kept(context));
    commands.add(new WebPages(context));
    commands.add(new Disturb(context, disturbance));
    commands.add(new Touched());
    commands.add(new Reset(context, networks, disturbance));
    commands.add(new Quit(context));
    return commands;
  }
}
