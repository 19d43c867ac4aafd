/** Runtime permissions and app operations that `pm grant` and `appops set` have set, by package. */
export class Grants {
  private readonly permissions = new Map<string, Set<string>>();
  private readonly operations = new Map<string, Map<string, string>>();

  grant(packageName: string, permission: string): void {
    const granted = this.permissions.get(packageName) ?? new Set();
    granted.add(permission);
    this.permissions.set(packageName, granted);
  }

  revoke(packageName: string, permission: string): void {
    this.permissions.get(packageName)?.delete(permission);
  }

  granted(packageName: string): readonly string[] {
    return [...(this.permissions.get(packageName) ?? [])].sort();
  }

  setOperation(packageName: string, operation: string, mode: string): void {
    const modes = this.operations.get(packageName) ?? new Map<string, string>();
    modes.set(operation, mode);
    this.operations.set(packageName, modes);
  }

  operationsOf(packageName: string): ReadonlyMap<string, string> {
    return this.operations.get(packageName) ?? new Map();
  }

  forget(packageName: string): void {
    this.permissions.delete(packageName);
    this.operations.delete(packageName);
  }
}
