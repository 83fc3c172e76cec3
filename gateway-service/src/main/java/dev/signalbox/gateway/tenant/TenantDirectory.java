package dev.signalbox.gateway.tenant;

/** The tenants in force. Safe for use by many threads; readers see one revision at a time. */
public final class TenantDirectory {
  private volatile Tenants current = Tenants.OPEN;

  /** The tenants now. */
  public Tenants current() {
    return current;
  }

  /** Puts a new revision in force. */
  public void publish(Tenants tenants) {
    current = tenants;
  }
}
