import { errorPage, json, page, type Reply, type Request, redirect } from '../simulator/index.ts'
import type { Company } from './company.ts'
import { bookList, bookRevision, carrierPage } from './page.ts'
import { readExtras } from './step-form.ts'
import { tellReply } from './threads.ts'
import { recover, tellStep } from './to-peyk.ts'

/** `/carrier`, what its script asks for, and what its forms post. */
export async function carrierPages(company: Company, request: Request): Promise<Reply> {
  const { method, path } = request
  if (method === 'POST' && path === '/carrier/step') return step(company, new URLSearchParams(request.body))
  if (method === 'POST' && path === '/carrier/recover') {
    await recover(company, null)
    return redirect('/carrier')
  }
  if (method === 'POST' && path === '/carrier/reply') return await reply(company, new URLSearchParams(request.body))
  if (path === '/carrier') return page(200, carrierPage(company))
  if (path === '/carrier/list') {
    return json(200, { revision: bookRevision(company), markup: bookList(company).markup })
  }
  return page(404, errorPage('این صفحه پیدا نشد.', 'The carrier has no such page.'))
}

async function step(company: Company, form: URLSearchParams): Promise<Reply> {
  const trackingCode = form.get('code') ?? ''
  if (!company.book.shipments.has(trackingCode)) {
    return page(404, errorPage('این مرسوله در دفتر نیست.', 'The scenario was changed meanwhile.'))
  }
  const [status = '', webhookId = ''] = (form.get('step') ?? '').split(' ')
  const field = (name: string) => (form.get(name) ?? '').trim().slice(0, 200)
  const said = { note: field('note'), ...readExtras(field) }
  // The button beside the new times tells of no step.
  const id = form.get('promise') ?? webhookId
  const step = form.has('promise') ? {} : { status }
  await tellStep(company, { trackingCode, ...step, ...said, ...(/^[\w-]{1,64}$/.test(id) ? { webhookId: id } : {}) })
  return redirect(`/carrier#${encodeURIComponent(trackingCode)}`)
}

async function reply(company: Company, form: URLSearchParams): Promise<Reply> {
  const [threadId = '', webhookId = '', text = ''] = ['thread', 'id', 'text'].map((name) => form.get(name) ?? '')
  if (!company.book.threads.has(threadId) || !/^[\w-]{1,64}$/.test(webhookId)) {
    return page(404, errorPage('این گفت‌وگو در دفتر نیست.', 'The scenario was changed meanwhile.'))
  }
  await tellReply(company, { threadId, text, webhookId })
  return redirect('/carrier')
}
