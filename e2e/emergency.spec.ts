import { expect, expectAccessible, test } from './fixtures';

/** Both widths tell of what happens in the same street: each has its own gate. */
const own = (project: string) =>
  project === 'phone'
    ? { title: '北门燃气泄漏请远离', place: '北门', late: '北区停电情况补登' }
    : { title: '南门燃气泄漏请远离', place: '南门', late: '南区停电情况补登' };

test.describe.configure({ timeout: 240_000 });

test('an emergency is out at once, followed up, reviewed afterwards, and closed with its result', async ({
  as,
}, { project }) => {
  const { title, place } = own(project.name);
  const zhang = await as('heping.zhang');
  await zhang.goto('/notices');
  await zhang.getByRole('link', { name: '突发事件' }).click();
  await expect(zhang.getByRole('heading', { level: 1 })).toHaveText('发布突发事件');
  await expectAccessible(zhang);

  await zhang.getByLabel('标题').fill(title);
  const box = zhang.getByLabel('正文');
  await box.fill(`${place}燃气泄漏，抢修人员已到场，伤者身份证号 11010519491231002X，请勿靠近。`);
  await expect(zhang.getByText('有 1 处内容禁止发布')).toBeVisible();
  await expectAccessible(zhang);
  await zhang.getByRole('button', { name: '一键遮盖' }).click();
  await expect(box).not.toHaveValue(/11010519491231002X/);
  await expect(zhang.getByText('有 1 处内容禁止发布')).toBeHidden();
  // His only group is ticked already: one tap, and it is out.
  await expect(zhang.getByRole('checkbox', { name: /和平社区工作群/ })).toBeChecked();
  await zhang.getByRole('button', { name: '发布', exact: true }).click();
  await expect(zhang.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(zhang).toHaveURL(/#emergency$/);
  const address = new URL(zhang.url()).pathname;
  await expect(zhang.getByText('还没有续报')).toBeVisible();
  await expectAccessible(zhang);

  await expect(zhang.getByText(/，先行发布，尚未补审$/)).toBeVisible();
  // He posts it himself: there is nobody to call.
  await expect(zhang.getByText('由您在群里发布')).toBeVisible();
  await expect(zhang.getByRole('button', { name: '显示手机号' })).toBeHidden();
  await expect(zhang.getByRole('button', { name: '复制全文 信息全文' })).toBeVisible();

  await zhang.getByLabel('最新进展').fill(`${place}阀门已关闭，疏散住户二十户。`);
  await zhang.getByRole('button', { name: '提交续报' }).click();
  await expect(zhang.getByText(`「${place}阀门已关闭，疏散住户二十户。」`)).toBeVisible();
  await expect(zhang.getByLabel('最新进展')).toHaveValue('');

  const liu = await as('heping.liu');
  await liu.goto(address);
  await expect(liu.getByText(`「${place}阀门已关闭，疏散住户二十户。」`)).toBeVisible();
  await expect(liu.getByLabel('最新进展')).toBeHidden();
  await expectAccessible(liu);

  const head = await as('head.heping');
  await head.goto(address.replace('/notices/', '/review/'));
  // What has been reported since is before whoever reviews it afterwards, and no rule is broken that nobody could mend.
  await expect(head.getByText(`「${place}阀门已关闭，疏散住户二十户。」`)).toBeVisible();
  await expect(head.getByText('突发事件先行发布，由单位负责人补审')).toBeVisible();
  await expect(head.getByText('请填写回执截止时间')).toBeHidden();
  for (const name of [/真实性/, /准确性/, /规范性/]) await head.getByRole('checkbox', { name }).check();
  await head.getByRole('button', { name: '追认', exact: true }).click();
  await expect(head.getByText('李娟 追认（单位负责人）')).toBeVisible({ timeout: 30_000 });

  await head.goto(address);
  await expect(head.getByText(/，与审核通过的内容一致$/)).toBeVisible();
  await head.getByRole('button', { name: '显示手机号' }).click();
  await expect(head.getByText('查看已记入审计日志；离开本页后不再显示')).toBeVisible();
  await expect(head.getByRole('link', { name: /^1\d{10}$/ }).first()).toBeVisible();
  await head.getByLabel('最新进展').fill('泄漏点已更换管道，气体检测正常，住户返回，无人员伤亡。');
  await head.getByRole('checkbox', { name: '已处置完毕，以上是处置结果' }).check();
  await head.getByRole('button', { name: '提交续报' }).click();
  await expect(head.getByText('已处置完毕', { exact: true }).first()).toBeVisible();
  await expect(head.getByLabel('最新进展')).toBeHidden();
  await expectAccessible(head);
});

test('what stood in the chat for days is recorded with the reason why so late', async ({ as }, {
  project,
}) => {
  const { late } = own(project.name);
  // Longer ago than the longest holidays: no day of them is a working day.
  const posted = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 16);
  const head = await as('head.xinhua');
  await head.goto('/notices/emergency');
  await head.getByLabel('标题').fill(late);
  await head.getByLabel('正文').fill('变压器故障停电，已于当晚恢复供电。');
  await head.getByRole('checkbox', { name: /新华社区工作群/ }).check();
  await head.getByRole('checkbox', { name: '已在群里发过，现在补登' }).check();
  await head.getByLabel('在群里发布的时间').fill(posted);
  await expectAccessible(head);
  await head.getByRole('button', { name: '发布', exact: true }).click();
  await expect(head.getByText('已超过 1 个工作日，请说明补登晚的原因')).toBeVisible();
  await expect(head.getByLabel('标题')).toHaveValue(late);
  await head.getByLabel('补登晚的原因').fill('当晚现场处置，次日外出开会');
  await head.getByRole('button', { name: '发布', exact: true }).click();
  await expect(head.getByRole('heading', { level: 1 })).toHaveText(late);
  await expect(head.getByText('逾期补登')).toBeVisible();
  await expect(head.getByText(/逾期原因：当晚现场处置/)).toBeVisible();
  await expectAccessible(head);
});
