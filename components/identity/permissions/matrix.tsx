import { Fragment } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { type PermissionName, permission, permissions } from '@/lib/access/permissions';
import { reachNames } from '@/lib/access/permissions/permission';
import { type Role, roles } from '@/lib/access/roles';

const names = Object.keys(permissions) as PermissionName[];
const roleKeys = Object.keys(roles) as Role[];
const areas = [...new Set(names.map((name) => permission(name).area))].map((area) => ({
  area,
  names: names.filter((name) => permission(name).area === area),
}));

const reachOf = (name: PermissionName, role: Role): string | null => {
  const reach = permission(name).grants[role];
  return reach ? reachNames[reach] : null;
};

function Clause({ name }: { name: PermissionName }) {
  const { clause } = permission(name);
  return clause ? <span className="ml-1.5 whitespace-nowrap text-muted text-xs">制度 {clause}</span> : null;
}

function Delegable({ name }: { name: PermissionName }) {
  return permission(name).delegable ? (
    <span className="ml-1.5 inline-block">
      <Badge tone="teal">可委托</Badge>
    </span>
  ) : null;
}

/** Every permission against every role, with how far it reaches; for wide screens and paper. */
export function PermissionTable() {
  return (
    <div className="hidden overflow-x-auto rounded-lg border border-base-300 bg-base-100 md:block print:block print:overflow-visible print:border-0">
      <table className="w-full text-left print:text-xs">
        <caption className="sr-only">权限与角色对照，格内为适用范围</caption>
        <thead>
          <tr className="border-base-300 border-b text-muted text-xs">
            <th scope="col" className="px-3 py-2 font-medium">
              权限
            </th>
            {roleKeys.map((role) => (
              <th key={role} scope="col" className="px-2 py-2 align-bottom font-medium">
                {roles[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((group) => (
            <Fragment key={group.area}>
              <tr className="border-base-300 border-b bg-soft">
                <th scope="colgroup" colSpan={roleKeys.length + 1} className="px-3 py-1.5 font-medium">
                  {group.area}
                </th>
              </tr>
              {group.names.map((name) => (
                <PermissionRow key={name} name={name} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PermissionRow({ name }: { name: PermissionName }) {
  return (
    <tr className="border-base-300 border-b last:border-b-0 hover:bg-soft">
      <th scope="row" className="min-w-56 px-3 py-2 font-normal">
        {permission(name).label}
        <Clause name={name} />
        <Delegable name={name} />
      </th>
      {roleKeys.map((role) => {
        const reach = reachOf(name, role);
        return (
          <td key={role} className="whitespace-nowrap px-2 py-2">
            {reach ?? (
              <span className="text-muted">
                <span aria-hidden>·</span>
                <span className="sr-only">无</span>
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** What somebody of this role may do in all: every account has a member's rights as well. */
function rightsOf(role: Role): { name: PermissionName; reach: string; asMember: boolean }[] {
  return names.flatMap((name) => {
    const own = reachOf(name, role);
    const reach = own ?? reachOf(name, 'member');
    return reach ? [{ name, reach, asMember: own === null }] : [];
  });
}

/** The same by role, one folded card each; for phones. */
export function PermissionsByRole() {
  return (
    <div className="flex flex-col gap-3 md:hidden print:hidden">
      {roleKeys.map((role) => (
        <RoleCard key={role} role={role} />
      ))}
    </div>
  );
}

function RoleCard({ role }: { role: Role }) {
  const rights = rightsOf(role);
  const shared = rights.filter((right) => right.asMember).length;
  return (
    <Card padded={false}>
      <details>
        <summary className="flex min-h-12 cursor-pointer items-center px-4 font-medium">
          {roles[role]}
          <span className="ml-auto shrink-0 pl-3 text-muted text-xs">
            {rights.length} 项{shared ? `，含${roles.member} ${shared} 项` : ''}
          </span>
        </summary>
        <ul className="border-base-300 border-t">
          {rights.map(({ name, reach, asMember }) => (
            <li
              key={name}
              className="flex items-baseline gap-3 border-base-300 border-b px-4 py-2 last:border-b-0"
            >
              <span className="min-w-0 flex-1">
                {permission(name).label}
                <Clause name={name} />
                <Delegable name={name} />
              </span>
              <span className="shrink-0 text-right text-muted">
                {reach}
                {asMember ? <span className="block text-xs">{roles.member}权限</span> : null}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
