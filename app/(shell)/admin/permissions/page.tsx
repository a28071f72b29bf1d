import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PermissionsByRole, PermissionTable } from '@/components/identity/permissions/matrix';
import { PageHeader } from '@/components/ui/page-header';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '权限矩阵' };

export default async function PermissionsPage() {
  const actor = await pageActor('permissions.view');
  if (!actor) notFound();
  return (
    <>
      <PageHeader title="权限矩阵" crumb="系统" />
      <p className="mb-4 max-w-3xl text-muted">
        本表与系统判断权限所用的是同一张表，表中没有的一律不允许。格内是适用范围。审核职责可以委托，受托人在委托期内有委托人的权限，决定记为「代」。
        三员分立：系统管理员、审计员与业务角色不能由同一人担任；任何人不能决定自己提出的事项。
      </p>
      <PermissionTable />
      <PermissionsByRole />
    </>
  );
}
