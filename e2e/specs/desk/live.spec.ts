import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { carrierTells, openButton, patience, propose, shownCode } from '../../support/life.ts'
import { complete } from '../../support/plain-walk.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

test('the queue and a page of a shipment follow what changes, and keys work but where something is typed', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'viewer')
  const queue = `${stack.env.APP_URL}/desk/queue?tab=open`
  await desk.goto(queue)
  const row = desk.getByRole('row', { name: shownCode(code) })
  await expect(row).toHaveCount(0)
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
  await expect(row, 'it came by itself').toBeVisible(patience)

  await desk.keyboard.press('/')
  const search = desk.getByLabel('جست‌وجو')
  await expect(search).toBeFocused()
  await desk.keyboard.type('jk?')
  await expect(search).toHaveValue('jk?')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await desk.keyboard.press('Escape')
  await expect(search).not.toBeFocused()
  await desk.keyboard.press('?')
  await expect(desk.getByRole('dialog', { name: 'کلیدهای میز کار' })).toBeVisible()
  await expectAccessibleInBothSchemes(desk)
  await desk.getByLabel('کلیدها روشن باشند').uncheck()
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('j')
  await expect(desk.locator('tr a:focus')).toHaveCount(0)
  await desk.keyboard.press('?')
  await desk.getByLabel('کلیدها روشن باشند').check()
  await desk.getByRole('button', { name: 'بستن' }).click()
  await desk.keyboard.press('j')
  await expect(desk.locator('tbody tr').first().getByRole('link')).toBeFocused()

  await desk.goto(`${stack.env.APP_URL}/desk/shipments/${code}`)
  await carrierTells(divar, code, 'assigned')
  await expect(desk.getByText('مأمور پیک مشخص شد').first()).toBeVisible(patience)
  const heard = await desk.request.get(`${stack.env.APP_URL}/desk/shipments/${code}/state`)
  expect(Object.keys((await heard.json()) as object).sort()).toEqual(['isMoving', 'version'])
  await desk.keyboard.press('Escape')
  await expect(desk).toHaveURL(/\/desk\/queue$/)

  const auditor = await newWindow()
  await enterAs(auditor, stack.env, 'auditor')
  const paths = ['queue/state', 'queue/events', `shipments/${code}/state`, `shipments/${code}/events`]
  const answers = await Promise.all(paths.map((path) => auditor.request.get(`${stack.env.APP_URL}/desk/${path}`)))
  expect(answers.map((answer) => answer.status())).toEqual([404, 403, 404, 403])
  const stranger = await newWindow()
  for (const path of paths) {
    expect((await stranger.request.get(`${stack.env.APP_URL}/desk/${path}`)).status(), path).toBe(401)
  }
})
