import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { callAsDivar } from '../../support/divar-call.ts'
import { askDoctor } from '../../support/doctor.ts'
import { expect, test } from '../../support/fixtures.ts'
import { errorSummary, expectAt, goTo, typeAddress } from '../../support/journey.ts'
import { patience } from '../../support/life.ts'
import { root } from '../../support/paths.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

const full = 'The disk of DATA_DIR is full: 1 MB are left, 32 MB are needed.'

test('on a full disk the app reports it, loses no input and no acknowledged data, and recovers', async ({
  openFromChat,
  divar,
  stack,
  app,
  tolerate,
}) => {
  tolerate(/status 50[03]|console error/)
  const mark = join(`${stack.env.CLOCK_FILE}-disk-is-full`)
  const small = {
    NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'e2e/support/small-disk.mjs')).href}`,
    DISK_IS_FULL: mark,
  }
  await app.restart(small)
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'address')
  await typeAddress(page)
  const health = async () => await (await fetch(`${app.url}/api/health`)).json()
  const goOn = page.getByRole('button', { name: 'ادامه', exact: true })

  const before = app.logs().length
  writeFileSync(mark, '')
  try {
    expect(await health()).toEqual({ status: 'unready', reason: full })
    await goOn.click()
    await expect(errorSummary(page)).toBeVisible()
    await expect(page.getByLabel('نشانی', { exact: true })).not.toHaveValue('')
    const told = { type: 'SOMETHING_NEW', something_new: { id: randomUUID() } }
    expect((await callAsDivar(stack, '/api/divar/events', told)).status).toBe(503)
    expect(app.logs().slice(before)).toContain(full)
    const doctor = askDoctor({ ...stack.env, ...small })
    expect([doctor.status, doctor.wrong.map(({ name }) => name)]).toEqual([1, ['folder']])

    // Ended meanwhile, it says why it does not start, and damages nothing.
    await app.stop()
    const again = await stack.prepare({ ...small, DATA_DIR: stack.env.DATA_DIR })
    again.launch()
    expect(await again.exited()).toBe(1)
    expect(again.logs()).toContain(`Peyk cannot start: ${full}`)

    rmSync(mark)
    await app.start()
    expect(await health()).toMatchObject({ status: 'ok' })
    writeFileSync(mark, '')
    await expect.poll(health).toEqual({ status: 'unready', reason: full })
    rmSync(mark)
    await expect.poll(health).toMatchObject({ status: 'ok' })
    expect((await callAsDivar(stack, '/api/divar/events', told)).status).toBe(200)
  } finally {
    rmSync(mark, { force: true })
  }
  await goOn.click()
  await expectAt(page, 'review')
  for (const step of ['preview', 'result'] as const) await goTo(page, step)
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})
