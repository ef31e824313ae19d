import { openStaffDoor } from '../../runner/staff-door.ts'
import { expect, test } from '../../support/fixtures.ts'
import { freePort } from '../../support/ports.ts'

test("the demo's addresses let one browser in as a dispatcher and another as a courier, also after a sign-out", async ({
  newWindow,
  stack,
}) => {
  test.setTimeout(120_000)
  const door = await openStaffDoor(stack.env, await freePort())
  try {
    const [desk = '', courier = ''] = door?.addresses.map(({ url }) => url) ?? []
    const [first, second, phone] = [await newWindow(), await newWindow(), await newWindow()]
    await Promise.all([first, second].map(async (page) => await page.goto(desk)))
    for (const page of [first, second]) await expect(page.getByText('نقش شما: مسئول توزیع')).toBeVisible()
    await phone.goto(courier)
    await expect(phone.getByRole('heading', { name: 'مرسوله‌های من' })).toBeVisible()
    await first.getByRole('button', { name: 'خروج' }).click()
    await expect(first.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()
    await first.goto(desk)
    await expect(first.getByText('نقش شما: مسئول توزیع')).toBeVisible()
  } finally {
    await door?.close()
  }
})

test('no address lets in where the app is behind https', async ({ stack }) => {
  expect(await openStaffDoor({ ...stack.env, APP_URL: 'https://peyk.example' }, await freePort())).toBeNull()
})
