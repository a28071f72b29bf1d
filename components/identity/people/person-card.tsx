import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import type { PersonDetail } from '@/lib/identity/people/queries/person';
import type { UnitChoice } from '@/lib/identity/units/queries';
import { Disclosure } from '../disclosure';
import { EditPersonForm } from './person-form';
import { RevealPhone } from './reveal-phone';

/** Who somebody is, and for the Office the form to change it. */
export function PersonCard({ person, units }: { person: PersonDetail; units: readonly UnitChoice[] }) {
  const { id, phone, may } = person;
  return (
    <Card title="基本情况">
      <DefinitionList
        items={[
          { term: '单位', value: person.unitName },
          { term: '职务', value: person.duty || null },
          {
            term: '手机号',
            value: phone && may.revealPhone ? <RevealPhone id={id} masked={phone} /> : phone,
            wide: true,
          },
          { term: '人员类别', value: person.affiliated ? '外部人员' : '工作人员' },
          { term: '登记时间', value: <DateTime at={person.createdAt} /> },
        ]}
      />
      {may.edit ? (
        <div className="mt-4 border-base-300 border-t pt-4">
          <Disclosure key={`${person.name} ${person.unitId} ${person.duty} ${phone}`} label="修改资料">
            <EditPersonForm person={person} units={units} />
          </Disclosure>
        </div>
      ) : null}
    </Card>
  );
}
