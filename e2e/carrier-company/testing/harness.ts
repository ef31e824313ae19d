import { type Harness, startHarness } from '../../simulator/testing/harness.ts'
import { carrierCompany } from '../index.ts'
import { signed } from '../signature.ts'

/** Newest first; the fake app knows both. */
export const carrierKeys = ['bmV3LWtleS1uZXcta2V5', 'b2xkLWtleS1vbGQta2V5'].map((key) => `whsec_${key}`)

/** The simulator with the courier company as a plug-in, and a fake app behind both. */
export const startCarrierHarness = () => startHarness((appUrl) => [carrierCompany({ appUrl, keys: carrierKeys })])

/** As Peyk tells the company something: a webhook signed with all its keys. */
export async function tellCompany(divar: Harness, type: string, data: object): Promise<void> {
  const body = JSON.stringify({ type, timestamp: '2026-11-22T09:00:00.000Z', data })
  const headers = signed(carrierKeys, crypto.randomUUID(), Math.floor(Date.now() / 1000), body)
  const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }
  await fetch(`${divar.url}/carrier/webhook`, sent)
}
