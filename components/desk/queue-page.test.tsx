import type { ReactElement } from 'react'
import { renderToReadableStream } from 'react-dom/server.edge'
import { expect, it } from 'vitest'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { QueuePage, type QueueView } from './queue-page.tsx'
import type { QueueLine } from './queue-table.tsx'

const done = '۱ مرسوله سپرده شد.'

/** An action that a form without scripts may post to, as the framework registers it: bound to a state it is one still. */
const act = async (): Promise<FormState> => emptyForm
Object.assign(act, {
  bind: () => act,
  $$FORM_ACTION: () => ({ name: '$ACTION_ID_1', method: 'POST', encType: 'multipart/form-data', data: new FormData() }),
  $$IS_SIGNATURE_EQUAL: () => true,
})

const line: QueueLine = {
  ...{ id: 'one', code: 'XK4M7P2QU', shownCode: 'XK4-M7P-2QU', state: 'پذیرفته شد', attention: null },
  ...{ standing: { kind: 'none', text: 'بدون وعده' }, service: 'پیک', pickup: 'تهران', dropoff: 'تهران' },
  ...{ size: 'کوچک', payer: 'خریدار', amount: '۱۰۰', changed: 'امروز' },
}

const view = (lines: QueueLine[]): QueueView => ({
  ...{
    asked: '',
    tabs: [],
    choices: { state: [], service: [], city: [], courier: [] },
    isFiltered: false,
    clearHref: '/desk/queue',
  },
  filter: { tab: 'new', state: '', service: '', city: '', courier: '', late: false },
  ...{ fileHref: null, firstHref: null, notFound: [], note: null, next: null, papers: [], tapId: 'tap', live: null },
  lines,
  couriers: [{ value: 'ali', label: 'علی' }],
})

async function draw(page: ReactElement, answer: [FormState, string] | null = null): Promise<string> {
  const [state, key] = answer ?? []
  const formState = answer ? ([state, key, '1', 0] as never) : null
  return await new Response(await renderToReadableStream(page, { formState })).text()
}

const frame = { business: null, logo: null, staff: null }

it('the queue says what was given to a courier without scripts, also where the last row left with it', async () => {
  const before = await draw(<QueuePage frame={frame} view={view([line])} act={act} />)
  const key = /name="\$ACTION_KEY" value="(\w+)"/.exec(before)?.[1] ?? 'none'
  const answer: [FormState, string] = [{ ...emptyForm, values: { done } }, key]
  expect(await draw(<QueuePage frame={frame} view={view([line])} act={act} />, answer)).toContain(done)
  expect(await draw(<QueuePage frame={frame} view={view([])} act={act} />, answer)).toContain(done)
  const refused: [FormState, string] = [{ ...emptyForm, notice: 'یکی را نشد.' }, key]
  expect(await draw(<QueuePage frame={frame} view={view([])} act={act} />, refused)).toContain('یکی را نشد.')
})
