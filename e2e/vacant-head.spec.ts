import { expect, expectAccessible, test } from './fixtures';

test.describe.configure({ timeout: 180_000 });

test('what nobody can review comes to the Office, which names a reviewer; the record says who decided as what', async ({
  as,
}) => {
  // A number of its own: told again on the same street, it is no repeat of what was published before.
  const title = `关于河道夜间巡护的通知（${Date.now() % 100_000}）`;
  const writer = await as('binhe.ding');
  await writer.goto('/notices/new');
  await writer.getByRole('button', { name: '选择目标群' }).click();
  await writer.getByRole('checkbox', { name: /防汛应急群/ }).check();
  await writer.getByRole('button', { name: '完成' }).click();
  await writer.getByLabel('标题', { exact: true }).fill(title);
  await writer.getByLabel('正文').fill('本周起夜间两人一组沿河巡护，发现堤岸渗漏即刻报值班室。');
  // What becomes of it after the approval depends on the hour; who approves it does not.
  await writer.getByText('回执和发布时间').click();
  await writer.getByRole('radio', { name: '审核通过后由我发布' }).check();
  await writer.getByRole('button', { name: '提交审核' }).click();
  await expect(writer.getByRole('heading', { level: 1 })).toHaveText(title, { timeout: 30_000 });
  await expect(writer.getByText(/暂无审核人，待办公室指定/)).toBeVisible();
  await expectAccessible(writer);

  const office = await as('office3');
  await office.goto('/inbox');
  await office
    .getByRole('link', { name: `《${title}》无人可以审核，请指定审核人` })
    .first()
    .click();
  await expect(office.getByRole('heading', { level: 2, name: title })).toBeVisible({ timeout: 30_000 });
  await expect(office.getByText('单位负责人空缺或不能登录，请指定审核人。')).toBeVisible();
  // To name a reviewer is not to review.
  await expect(office.getByRole('button', { name: '通过', exact: true })).toHaveCount(0);
  await expectAccessible(office);
  await office.getByRole('button', { name: '指定审核人' }).click();
  await expect(office.getByText('请选择审核人')).toBeVisible();
  await office.getByRole('combobox', { name: '审核人' }).fill('刘芳');
  await office.getByRole('option', { name: /刘芳.*街道领导/ }).click();
  await office.getByLabel('指定原因').fill('滨河社区负责人空缺');
  await office.getByRole('button', { name: '指定审核人' }).click();
  await expect(office.getByText('已指定刘芳审核，并通知本人')).toBeVisible();
  await expect(office.getByText('刘芳 审核中（指定审核人）')).toBeVisible();

  const reviewer = await as('leader2');
  await reviewer.goto('/inbox');
  await reviewer
    .getByRole('link', { name: `街道办公室指定您审核《${title}》` })
    .first()
    .click();
  await expect(reviewer.getByText('您以「指定审核人」身份审核，对真实、准确、规范负责。')).toBeVisible({
    timeout: 30_000,
  });
  for (const name of [/真实性/, /准确性/, /规范性/]) await reviewer.getByRole('checkbox', { name }).check();
  await reviewer.getByRole('button', { name: '通过', exact: true }).click();
  await expect(reviewer.getByText('刘芳 通过（指定审核人）')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(reviewer);

  await writer.reload();
  await expect(writer.getByText('已通过审核，由起草人点「发布」。')).toBeVisible();
  await expect(writer.getByText('指定审核人审核')).toBeVisible();
  await expect(writer.getByText('郝亮 指定审核人')).toBeVisible();
  await expect(writer.getByText('滨河社区负责人空缺')).toBeVisible();
  await expect(writer.getByText('刘芳 审核通过信息')).toBeVisible();
});
