import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { StopForm } from '#components/courier/stop-form.tsx'
import { RestartForm } from '#components/shipping/restart-form.tsx'
import { RenewedForm } from '#components/ui/renewed-form.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { PromiseForm } from './promise-form.tsx'

const act = async (state: FormState) => state
const notice = 'پیک همین حالا به‌روز شد.'
const gone = 'فرم دیگر این‌جا نیست.'
const isOpen = (html: string) => /<details[^>]* open=""/.test(html)

it('a promise that a form of another build would have moved stands in an open part of its form, with what is to be done', () => {
  const choices = { days: [{ value: '1405-09-10', label: 'فردا' }], reasons: [], asksWindow: false }
  const form = <PromiseForm act={act} hidden={{ shipment: 'XK4M7P2QU' }} choices={choices} />
  const draw = (name: string) =>
    renderToStaticMarkup(
      <RenewedForm form={name} typed={{ eta_time: '۱۸:۳۰' }} notice={notice} gone={gone}>
        {form}
      </RenewedForm>,
    )
  const html = draw('promise')
  expect(html.indexOf(notice)).toBeLessThan(html.indexOf('<details'))
  expect([isOpen(html), html.includes('value="۱۸:۳۰"')]).toEqual([true, true])
  const other = draw('assign')
  expect([isOpen(other), other.includes('۱۸:۳۰'), other.includes(notice)]).toEqual([false, false, false])
})

it('what a courier typed into a form of another build stands in its form again, and in no other', () => {
  const stop = { owner: 'ali', stop: 'XK4M7P2QU-pickup', shipment: 'XK4M7P2QU', tapId: 'tap', refused: null }
  const draw = (form: string) =>
    renderToStaticMarkup(
      <RenewedForm form={form} typed={{ 'code-XK4M7P2QU-pickup': '۱۲۳۴' }} notice={notice} gone={gone}>
        <StopForm {...stop} deed="picked_up" isMain label="گرفتم" reasons={[]} isReady={false} act={act} />
      </RenewedForm>,
    )
  const html = draw('picked_up-XK4M7P2QU-pickup')
  expect([html.includes(notice), html.includes('value="۱۲۳۴"')]).toEqual([true, true])
  const other = draw('failed-XK4M7P2QU-dropoff')
  expect([other.includes(notice), other.includes('۱۲۳۴')]).toEqual([false, false])
})

it('a lone button of another build is answered by the page that it stood on, and by no form of it', () => {
  const draw = (form: string) =>
    renderToStaticMarkup(
      <RenewedForm form={form} typed={{}} notice={notice} gone={gone}>
        <RestartForm restart={async () => undefined} />
      </RenewedForm>,
    )
  expect(draw('')).toMatch(new RegExp(`role="alert".*${notice}.*<form`))
  expect(draw('promise')).not.toContain(notice)
})
