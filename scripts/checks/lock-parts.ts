/** What a package asks for. */
export interface Wants {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

export interface LockedPackage extends Wants {
  optionalDependencies?: Record<string, string>;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  inBundle?: boolean;
  hasInstallScript?: boolean;
}

/** A package that another names as an optional part (its binary for one platform) and the lock file does not hold. */
export interface MissingPart {
  owner: string;
  name: string;
  version: string;
}

/**
 * The optional parts without an entry in the lock file. A registry that lacks packages of other platforms, as mirrors do,
 * lets npm write such a lock file, and then makes `npm ci` refuse it.
 */
export function missingParts({ packages }: Lock): MissingPart[] {
  return Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isFound(packages, owner, name))
      .map(([name, version]) => ({ owner, name, version })),
  );
}

/** Whether Node would find the package from the owner's place: in its own node_modules, or in one further up. */
function isFound(packages: Lock['packages'], owner: string, name: string): boolean {
  if (packages[`${owner === '' ? '' : `${owner}/`}node_modules/${name}`]) return true;
  return (
    owner !== '' && isFound(packages, owner.slice(0, Math.max(0, owner.lastIndexOf('/node_modules/'))), name)
  );
}
