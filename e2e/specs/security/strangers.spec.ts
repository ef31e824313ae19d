import { accept, heading, toAcceptance } from '../../support/answer.ts'
import { dumpDatabase } from '../../support/dump.ts'
import { expect, test } from '../../support/fixtures.ts'
import { flood } from '../../support/flood.ts'
import { openButton, propose } from '../../support/life.ts'
import { test as testOnOwnDatabase } from '../../support/own-database.ts'
import { postForm, readForm } from '../../support/plain-form.ts'

// What somebody can do who has neither a link from a chat nor a key.

test.describe.configure({ timeout: 240_000 })

async function statusOf(url: string, init?: RequestInit): Promise<number> {
  const answer = await fetch(url, init)
  await answer.arrayBuffer()
  return answer.status
}

testOnOwnDatabase(
  'many made-up post tokens cause few calls to Divar, and a launch still shows its own post',
  async ({ stack, app: _, edit, divar, openFromChat }) => {
    await edit()
    for (const page of ['/price', '/assistant']) {
      const statuses = await flood(
        100,
        async (index) => await statusOf(`${stack.appUrl}${page}?post=Made${page.length}${index}`),
      )
      expect(new Set(statuses)).toEqual(new Set([200]))
    }
    expect(divar.calls({ name: 'post' }).length).toBeLessThanOrEqual(30)
    const page = await openFromChat({ side: 'SUPPLY' })
    await expect(page.getByText('شما فروشندهٔ')).toContainText('«')
  },
)

testOnOwnDatabase(
  'requests without a seat leave only counted, short-lived rows',
  async ({ stack, app, own, openFromChat }) => {
    await (await openFromChat({ side: 'DEMAND' })).close()
    const rows = async () => {
      await app.stop()
      const tables: Record<string, number> = {}
      for (const line of (await dumpDatabase({ ...stack, env: own })).split('\n')) {
        const table = /^(?:public|pgboss)\.\S+/.exec(line)?.[0]
        if (table?.startsWith('public.')) tables[table] = (tables[table] ?? 0) + 1
      }
      await app.start()
      return tables
    }
    const before = await rows()
    const asked: [method: string, path: string][] = [
      ['GET', '/assistant/consent?all=1'],
      ['GET', '/assistant/consent?post=abc'],
      ['GET', '/chatbot/link/consent?from=x'],
      ['GET', '/api/auth/callback/divar?state=x&code=y'],
      ['GET', '/launch/unknown'],
      ['GET', '/launch?post_token=abc'],
      ['GET', '/back'],
      ['GET', '/s/x/consent'],
      ['POST', '/api/divar/launch'],
      ['POST', '/api/divar/events'],
      ['POST', '/api/carrier/shipments/x/status'],
      ['GET', '/api/metrics'],
      ['POST', '/problem/fault'],
    ]
    for (const [method, path] of asked) {
      const headers = { 'content-type': 'application/json', authorization: 'wrong' }
      const body = method === 'POST' ? { body: '{}' } : {}
      await flood(
        60,
        async () => await statusOf(`${stack.appUrl}${path}`, { method, headers, redirect: 'manual', ...body }),
      )
    }
    const after = await rows()
    // A minute in which a process could answer is a row, no matter who asks.
    const { 'public.rate_limits': counted = 0, 'public.answered_minutes': _, ...others } = after
    // What earlier visitors left may have grown old meanwhile.
    const grown = Object.entries(others).filter(([table, count]) => count > (before[table] ?? 0))
    expect(grown).toEqual([])
    expect(counted - (before['public.rate_limits'] ?? 0), 'a row for each limit, not for each call').toBeLessThan(20)
  },
)

test('a client that posts empty cancellations delays no other client', async ({ openFromChat, newWindow, divar }) => {
  const mine = await openFromChat({ side: 'DEMAND' })
  const code = await propose(mine, 'DEMAND')
  await mine.getByRole('link', { name: 'لغو ارسال' }).click()
  const empty = await readForm(mine, 'ارسال را لغو می‌کنم')
  for (const round of [1, 2]) expect(await postForm(mine, empty, 10), `round ${round}`).toEqual(Array(10).fill(200))

  const theirs = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await toAcceptance(theirs)
  await accept(theirs)
  // And their own reasoned one is taken, too.
  await mine.reload()
  await mine.getByRole('radio').first().check()
  await mine.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(heading(mine)).toHaveText('ارسال لغو شد')
})
