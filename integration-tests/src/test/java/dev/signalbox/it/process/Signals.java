package dev.signalbox.it.process;

import java.io.IOException;

/** Signals to processes by their pid, and looking whether they are there. */
public final class Signals {
  private Signals() {}

  /** Sends {@code signal} ({@code INT}, {@code STOP}, {@code CONT}, {@code KILL}) to one pid. */
  public static void send(long pid, String signal) {
    try {
      int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -%s %d: exit %d".formatted(signal, pid, exit));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a process of that pid is there and is no zombie. */
  public static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
