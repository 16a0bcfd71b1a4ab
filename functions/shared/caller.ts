/** `metrics` shows the installation's figures. `work` is what a worker outside needs, and nobody signed in has it. */
export const permissions = ['read', 'write', 'delete', 'manage', 'metrics', 'work'] as const;
export type Permission = (typeof permissions)[number];
export type Role = 'admin' | 'user' | 'viewer';

/** Who is calling: a signed-in user, or nobody on an open route. */
export type Caller = {
  /** The Cognito subject; the owner of what they make. Empty for nobody. */
  readonly owner: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The viewer's address, believed only from our own origin. */
  readonly address: string;
  /** Id of the API key that they came by, if they did. */
  readonly key?: string;
};

const granted: Record<Role, readonly Permission[]> = {
  admin: ['read', 'write', 'delete', 'manage', 'metrics'],
  user: ['read', 'write'],
  viewer: ['read'],
};

/** What an API key may be good for. */
export const keyScopes = ['read', 'write', 'delete', 'manage', 'metrics', 'worker'] as const;
export type KeyScope = (typeof keyScopes)[number];

/** Whoever has the permissions may have a key with the scope; workers are enrolled by who manages the installation. */
export const mayGive = (scope: KeyScope, own: ReadonlySet<Permission>): boolean =>
  own.has(scope === 'worker' ? 'manage' : scope);

/** A key is good for its scopes as far as its owner's own permissions go, at the time that it is used. */
export const permissionsOfKey = (scopes: readonly KeyScope[], own: ReadonlySet<Permission>): ReadonlySet<Permission> =>
  new Set(scopes.filter((scope) => mayGive(scope, own)).map((scope) => (scope === 'worker' ? 'work' : scope)));

export const roles = Object.keys(granted) as Role[];

/** A user in several groups has all that any of them grants; one in none may do nothing. */
export const permissionsOf = (groups: readonly string[]): ReadonlySet<Permission> =>
  new Set(roles.filter((role) => groups.includes(role)).flatMap((role) => granted[role]));

/** Whether the caller may touch what `owner` has: their own, or anyone's with `manage` (`delete` to remove it). */
export const mayReach = (caller: Caller, owner: string, by: 'manage' | 'delete' = 'manage'): boolean =>
  caller.owner === owner || caller.permissions.has(by);
