import { readFileSync } from 'node:fs'
import { html, icon, type PluginFactory, type Reply, type Request } from '../simulator/index.ts'
import { emptyCarrier } from './book.ts'
import type { Company } from './company.ts'
import { type CarrierControl, createCarrierControl } from './control.ts'
import { carrierPages } from './pages.ts'
import { carrierWebhook } from './webhook.ts'

declare module '../simulator/plugins.ts' {
  interface PluginControl extends CarrierControl {}
  interface PluginSettings {
    /** The keys that the carrier shares with the app, newest first; without any, the carrier believes nobody. */
    carrierKeys: string[]
  }
}

/** The system of a courier company that works with Peyk, as a plug-in of the simulator. */
export function carrierCompany({ appUrl, keys }: { appUrl: string; keys: string[] }): PluginFactory {
  return (host) => {
    const stepsUrl = new URL('/api/carrier/shipments', appUrl).href
    const company: Company = { host, stepsUrl, book: emptyCarrier() }
    return {
      name: 'carrier',
      prefix: '/carrier',
      calls: ['carrier'],
      nameOf: ({ path }) => (path === '/carrier/webhook' ? 'carrier' : null),
      answer: (request) => answer(company, request),
      settings: { carrierKeys: keys },
      control: createCarrierControl(company),
      reset: () => {
        company.book = emptyCarrier()
      },
      state: () => ({
        ...company.book,
        shipments: [...company.book.shipments.values()],
        threads: [...company.book.threads.values()],
      }),
      link: { href: '/carrier', label: html`${icon('LOCAL_SHIPPING')}پنل پیک‌رسان` },
    }
  }
}

function answer(company: Company, request: Request): Reply | Promise<Reply> {
  if (request.path === '/carrier/webhook') return carrierWebhook(company, request)
  if (request.path === '/carrier/style.css') return style()
  return carrierPages(company, request)
}

const style = (): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
  body: readFileSync(new URL('carrier.css', import.meta.url)),
})
