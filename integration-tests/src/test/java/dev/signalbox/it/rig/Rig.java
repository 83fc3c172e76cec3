package dev.signalbox.it.rig;

import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;

/**
 * A gateway before two simulated workers, {@code sim-small} and {@code sim-large}; shared by all
 * tests of a run that take it as a parameter ({@link SharedRig}).
 *
 * @param gateway the gateway
 * @param small worker of the tier small
 * @param large worker of the tier large
 */
public record Rig(Server gateway, Server small, Server large) implements AutoCloseable {

  static Rig start() {
    Server small = Worker.simulated("sim-small").set("signalbox.worker.slots", "16").start();
    Server large =
        Worker.simulated("sim-large")
            .set("signalbox.worker.slots", "16")
            .set("signalbox.worker.sim.seed", "7")
            .start();
    Server gateway =
        Gateway.create().small(small.where("sim-small")).large(large.where("sim-large")).start();
    return new Rig(gateway, small, large);
  }

  @Override
  public void close() {
    gateway.close();
    large.close();
    small.close();
  }
}
