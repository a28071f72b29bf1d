import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { RosterForm } from './roster-form';
import { SheetForm } from './sheet-form';

/** Two ways to bring a chat's list. */
export function NewCheck({ groupId }: { groupId: string }) {
  const base = `/groups/${groupId}/roster`;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
      <Card title="粘贴群成员名单">
        <RosterForm groupId={groupId} />
      </Card>
      <div className="flex flex-col gap-4">
        <Card title="或上传 Excel">
          <SheetForm
            to={`/api/files/rosters?kind=roster&group=${groupId}`}
            next={`${base}?check=`}
            submit="上传并比对"
            hint=".xlsx 格式，有一列「群昵称」，最多 2,000 行"
          />
        </Card>
        <Card title="怎样取得名单">
          <ol className="list-decimal space-y-1 pl-5 text-muted">
            <li>企业微信、钉钉、飞书：群设置里导出或复制成员列表。</li>
            <li>微信：在电脑版群聊右侧逐屏选中成员名称复制，可分几次粘贴到一起。</li>
            <li>分隔符、空格、全半角、繁体字、表情不影响比对。</li>
          </ol>
          <p className="mt-2">
            <TextLink href={`/groups/${groupId}`}>查看登记的群成员</TextLink>
          </p>
        </Card>
      </div>
    </div>
  );
}
