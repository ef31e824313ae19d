import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { Webhook } from 'standardwebhooks'
import { accept, toAcceptance } from '../../support/answer.ts'
import { expect, test } from '../../support/fixtures.ts'
import { readTrackingCode } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { carrierKeysOf } from '../../support/settings.ts'
import type { Stack } from '../../support/stack.ts'

// What other people's libraries send, over real HTTP: the lines of a header, bytes before a text, packed bodies.

test.describe.configure({ timeout: 180_000 })

type Lines = [name: string, value: string][]
type Answer = { status: number; body: Record<string, unknown> }

const json: Lines = [['content-type', 'application/json']]

/** Sends the lines of the head one by one, as they are. */
async function send(stack: Stack, path: string, body: string | Buffer, lines: Lines): Promise<Answer> {
  const url = new URL(`/api/carrier/shipments${path}`, stack.appUrl)
  const { host } = url
  const length = String(Buffer.byteLength(body))
  return await new Promise((resolve, reject) => {
    const headers = [['host', host], ['content-length', length], ...lines].flat()
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function signatureOf(stack: Stack, id: string, at: Date, body: string | Buffer): string {
  return new Webhook(carrierKeysOf(stack.secrets)[0] ?? '').sign(id, at, body.toString())
}

function signed(stack: Stack, body: string | Buffer): Lines {
  const [id, at] = [randomUUID(), new Date()]
  const stamp = String(Math.floor(at.getTime() / 1000))
  return [
    ['webhook-id', id],
    ['webhook-timestamp', stamp],
    ['webhook-signature', signatureOf(stack, id, at, body)],
  ]
}

test("a carrier's requests by third-party libraries and by the documented shell lines move a shipment", async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(seller)
  await accept(seller)
  await expect.poll(() => divar.carrierOrders({ trackingCode: code }).length, { timeout: 60_000 }).toBe(1)
  const step = (status: string, more: object = {}) => JSON.stringify({ trackingCode: code, status, ...more })
  const path = `/${code}/status`

  const packed = gzipSync(step('assigned'))
  const encoding: Lines = [...json, ['content-encoding', 'gzip'], ...signed(stack, packed)]
  expect(await send(stack, path, packed, encoding)).toEqual({
    status: 415,
    body: { reason: 'the content encoding gzip is not taken: send the body as it is' },
  })

  const marked = `\uFEFF${step('Assigned', { occurredAt: 'soon', note: 'n'.repeat(501) })}`
  const [id, stamp, [name, right]] = signed(stack, marked) as [Lines[0], Lines[0], Lines[0]]
  const two: Lines = [id, stamp, [name, right], [name, `v1,${'A'.repeat(43)}=`]]
  const events: Lines = [['content-type', 'application/cloudevents+json; charset=UTF-8'], ...two]
  const assigned = { trackingCode: code, state: 'assigned', repeated: false, ignored: ['occurredAt'] }
  expect(await send(stack, path, marked, events)).toEqual({ status: 200, body: assigned })

  const [, example = ''] = /In Node:\n\n```js\n([\s\S]*?)```/.exec(readFileSync('lib/carrier/README.md', 'utf8')) ?? []
  const script = example.replaceAll('https://peyk.example.ir', stack.appUrl).replaceAll('XK4M7P2QU', code)
  const told = `${script}\n`.replace('await fetch(', 'const answer = await fetch(')
  const env = { ...process.env, CARRIER_KEY: carrierKeysOf(stack.secrets)[0] }
  // As one text: colours come between what is printed apart.
  const print = `console.log(answer.status + ' ' + (await answer.text()))`
  const args = ['--input-type=module', '--eval', `${told}${print}`]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: process.cwd(), env })
  expect(stdout).toContain(`200 {"trackingCode":"${code}","state":"picked_up","repeated":false}`)

  await divar.carrierStep({ trackingCode: code, status: 'delivered' })
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer()
  const digest = createHash('sha256').update(picture).digest('hex')
  const form = Buffer.concat([
    Buffer.from('--b\r\nContent-Disposition: form-data; name=picture; filename="a\\"b.jpg"\r\n\r\n'),
    picture,
    Buffer.from('\r\n--b--\r\n'),
  ])
  const proof: Lines = [
    ['content-type', 'multipart/form-data; boundary=b'],
    ['x-picture-sha256', digest],
    ...signed(stack, `${code}.${digest}`),
  ]
  expect(await send(stack, `/${code}/proof`, form, proof)).toEqual({
    status: 200,
    body: { trackingCode: code, repeated: false },
  })
})

test('a signed request for the list is answered once and for its own query only', async ({ stack }) => {
  const [id, at] = [randomUUID(), new Date()]
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatureOf(stack, id, at, ''),
  }
  const list = async (query: string) =>
    (await fetch(`${stack.appUrl}/api/carrier/shipments${query}`, { headers })).status
  expect([await list('?state=accepted'), await list('?state=accepted'), await list('')]).toEqual([200, 409, 409])
})
