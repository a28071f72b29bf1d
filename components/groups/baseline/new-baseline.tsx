import { SheetForm } from '@/components/groups/roster/sheet-form';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { BaselineForm } from './baseline-form';

/** Two ways to bring the members of a group that has no register yet. */
export function NewBaseline({ groupId }: { groupId: string }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
      <Card title="粘贴群成员名单">
        <BaselineForm groupId={groupId} />
      </Card>
      <div className="flex flex-col gap-4">
        <Card title="或上传 Excel">
          <SheetForm
            to={`/api/files/rosters?kind=baseline&group=${groupId}`}
            next={`/groups/${groupId}/baseline?from=`}
            submit="上传并核对"
            hint=".xlsx 格式，最多 2,000 行"
          />
          <a href="/api/baselines/template" download className={`mt-3 ${buttonClass('plain', 'small')}`}>
            下载模板
          </a>
        </Card>
        <Card title="怎样办理">
          <ol className="list-decimal space-y-1 pl-5 text-muted">
            <li>群管理员或街道办公室粘贴现有成员名单，逐行核对。</li>
            <li>群管理员确认名单属实。</li>
            <li>街道办公室另一人确认，成员即登记入册；未建档的人员一并建档。</li>
          </ol>
        </Card>
      </div>
    </div>
  );
}
