import { renderToReadableStream } from 'react-dom/server.edge'
import { expect, it } from 'vitest'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import type { StaffMember } from '#lib/staff/index.ts'
import { TeamPage } from './team-page.tsx'

const act = async (): Promise<FormState> => emptyForm
Object.assign(act, {
  bind: () => act,
  $$FORM_ACTION: () => ({ name: '$ACTION_ID_1', method: 'POST', encType: 'multipart/form-data', data: new FormData() }),
  $$IS_SIGNATURE_EQUAL: () => true,
})

const at = new Date('2026-11-29T09:00:00Z')
const member = (id: string, name: string): StaffMember => ({
  ...{ id, name, role: 'viewer', vehicle: null, state: 'active', createdAt: at, lastUsedAt: at, reviewedAt: null },
})

async function drawn(recoveries: Map<string, Date>): Promise<string> {
  const members = [member('mina', 'مینا'), member('reza', 'رضا')]
  const frame = { business: null, logo: null, staff: null }
  const page = <TeamPage frame={frame} members={members} recoveries={recoveries} isDue={false} act={act} />
  return await new Response(await renderToReadableStream(page)).text()
}

it('the page of the team says of a member alone who came back by a recovery code that they did, and when', async () => {
  const said = 'فقط با کد بازیابی گذرکلید تازه ساخت'
  expect(await drawn(new Map())).not.toContain(said)
  const page = await drawn(new Map([['reza', at]]))
  expect(page.split(said)).toHaveLength(2)
  expect(page.indexOf(said)).toBeGreaterThan(page.indexOf('رضا'))
  expect(page).toContain('۸ آذر ۱۴۰۵')
})
