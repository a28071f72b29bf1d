import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PermissionsByRole, PermissionTable } from '@/components/identity/permissions/matrix';
import { PageHeader } from '@/components/ui/page-header';
import { roles } from '@/lib/access/roles';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '权限矩阵' };

export default async function PermissionsPage() {
  const actor = await pageActor('permissions.view');
  if (!actor) notFound();
  return (
    <>
      <PageHeader title="权限矩阵" crumb="系统" />
      <div className="mb-4 max-w-4xl text-muted">
        <p>本表与系统判断权限所用的是同一张表，格内为适用范围，「·」表示没有这项权限。</p>
        <p>
          每个账号都同时有「{roles.member}
          」一列的权限，不论另有什么角色；两列都有的，两个范围都适用。
        </p>
        <p>
          三员分立：系统管理员、审计员与业务角色不能由同一人担任；任何人不能决定自己提出的事项。审核职责可以委托，受托人的决定记为「代」。
        </p>
      </div>
      <PermissionTable />
      <PermissionsByRole />
    </>
  );
}
