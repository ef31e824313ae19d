import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { pictureCleaner } from '#lib/adapters/picture.ts'
import { signOrder } from '#lib/carrier/index.ts'
import { carrierKeys, newCarrierKey } from '#lib/carrier/testing.ts'
import { proofWorld } from '#lib/carrier/testing-proofs.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isPicture } from '#lib/db/testing-outbox.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { carrierProof, maxPictureBytes } from './proof.ts'
import { carrierServices, endCarrierServices } from './testing.ts'

afterEach(endCarrierServices)

const url = 'http://localhost:3000/api/carrier/shipments/X/proof'
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type Call = {
  id?: string
  keys?: string[]
  at?: Date
  digest?: string
  signed?: string
  form?: FormData
  name?: string
  headers?: Record<string, string>
}

const formOf = (bytes: Uint8Array, name = 'door.jpg') => {
  const form = new FormData()
  form.set('picture', new File([new Uint8Array(bytes)], name, { type: 'image/png' }))
  return form
}

function proofRequest(
  code: string,
  picture: Uint8Array,
  { id = newId(), keys = carrierKeys, at = new Date(), ...call }: Call = {},
) {
  const digest = call.digest ?? digestOf(picture)
  const body = call.form ?? formOf(picture, call.name)
  const headers = {
    'x-picture-sha256': digest,
    ...signOrder(keys, id, at, call.signed ?? `${code}.${digest}`),
    ...call.headers,
  }
  return new Request(url, { method: 'POST', headers, body })
}

const jpeg = async (width = 60, height = 40) =>
  await sharp({ create: { width, height, channels: 3, background: '#369' } })
    .withExif({ IFD3: { GPSLatitude: '35/1 41/1 51/1', GPSLatitudeRef: 'N' }, IFD0: { Make: 'Peykphone' } })
    .jpeg()
    .toBuffer()

describeOnBothEngines('a picture sent by the carrier', (open) => {
  async function setUp(keys?: string[], badCalls?: number) {
    const world = proofWorld(open().db)
    const shipment = await world.reach('delivered')
    const proofs = { ...world.receiveDeps, clean: pictureCleaner() }
    const { lines, counts } = carrierServices(open().db, world.clock, { proofs }, keys, badCalls)
    const { trackingCode } = shipment
    const answerTo = async (request: Request, code: string = trackingCode) => {
      const response = await carrierProof(request, code)
      return [response.status, await response.json()]
    }
    const send = async (picture: Uint8Array, call?: Call) => await answerTo(proofRequest(trackingCode, picture, call))
    return { ...world, ...shipment, answerTo, send, lines, counts }
  }

  it('is accepted and stored sealed, without its location', async () => {
    const { send, trackingCode, id, deps, counts, lines } = await setUp()
    const taken = await jpeg()
    expect((await sharp(taken).metadata()).exif?.toString('latin1')).toContain('Peykphone')
    expect(await send(taken)).toEqual([200, { trackingCode, repeated: false }])
    const [row] = await open().db.select().from(outbox).where(isPicture)
    expect([row?.id, row?.state, row?.kind]).toEqual([id, 'waiting', 'image/jpeg'])
    const { base64 } = await deps.sealer.open<{ base64: string }>(row?.sealed ?? '')
    const kept = Buffer.from(base64, 'base64')
    const metadata = await sharp(kept).metadata()
    expect(metadata).toMatchObject({ format: 'jpeg', width: 60, height: 40 })
    expect(metadata.exif).toBeUndefined()
    expect(kept.toString('latin1')).not.toContain('Peykphone')
    expect(counts).toEqual(['proof_taken'])
    expect(lines).toMatchObject([{ event: 'carrier_call', outcome: 'proof_taken', shipmentId: id }])
  })

  it('is accepted in either format, with its code in any spelling and any file name', async () => {
    const { answerTo, trackingCode } = await setUp()
    const png = await sharp(await jpeg())
      .png()
      .toBuffer()
    const request = proofRequest(trackingCode, png, { name: '../../x.txt' })
    expect(await answerTo(request, trackingCode.toLowerCase())).toMatchObject([200, { repeated: false }])
  })

  it('is stored once when the call is repeated', async () => {
    const { send, trackingCode } = await setUp()
    const [picture, id] = [await jpeg(), newId()]
    await send(picture, { id })
    expect(await send(picture, { id })).toEqual([200, { trackingCode, repeated: true }])
    expect(await send(picture)).toEqual([200, { trackingCode, repeated: false }])
  })

  it('with a wrong signature or timestamp is refused before it is read', async () => {
    const { send, answerTo, counts, trackingCode } = await setUp()
    const picture = await jpeg()
    const wrong: Call[] = [
      { keys: [newCarrierKey()] },
      { at: addSeconds(new Date(), -302) },
      { headers: { 'x-picture-sha256': digestOf(new Uint8Array([1])) } },
      { headers: { 'x-picture-sha256': '' } },
      { headers: { 'webhook-signature': '' } },
    ]
    for (const call of wrong) {
      const request = proofRequest(trackingCode, picture, call)
      expect(await answerTo(request)).toEqual([401, { reason: expect.any(String) }])
      expect(request.bodyUsed).toBe(false)
    }
    expect(await send(picture, { form: formOf(await jpeg(61)) })).toMatchObject([401, {}])
    expect(counts).toEqual([...wrong, 1].map(() => 'refused'))
    expect(await open().db.select().from(outbox).where(isPicture)).toEqual([])
  })

  it('is limited by client address while it is refused', async () => {
    const { send } = await setUp(carrierKeys, 2)
    const foreign = { keys: [newCarrierKey()], headers: { 'x-forwarded-for': '203.0.113.7' } }
    const statuses = [
      await send(await jpeg(), foreign),
      await send(await jpeg(), foreign),
      await send(await jpeg(), foreign),
    ]
    expect(statuses.map(([status]) => status)).toEqual([401, 401, 429])
    expect(await send(await jpeg(), { headers: foreign.headers })).toMatchObject([200, {}])
  })

  it('is refused with a plain reason when it is unusable', async () => {
    const { send, counts } = await setUp()
    const text = new TextEncoder().encode('a text that calls itself a picture')
    expect(await send(text, { name: 'door.png' })).toEqual([415, { reason: 'the picture is neither a PNG nor a JPEG' }])
    const broken = (await jpeg()).subarray(0, 200)
    expect(await send(broken)).toEqual([400, { reason: 'the picture is broken' }])
    const black = { create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } } as const
    const bomb = await sharp(black).png({ compressionLevel: 9 }).toBuffer()
    expect(await send(bomb)).toEqual([400, { reason: expect.stringMatching(/more than 50 million pixels/) }])
    const large = Buffer.concat([await jpeg(), Buffer.alloc(maxPictureBytes)])
    expect(await send(large)).toEqual([413, { reason: `the picture is larger than ${maxPictureBytes} bytes` }])
    expect(counts).toEqual(['invalid', 'invalid', 'invalid', 'invalid'])
    expect(await open().db.select().from(outbox).where(isPicture)).toEqual([])
  })

  it('is refused with a plain reason when its form is malformed', async () => {
    const { send, answerTo, trackingCode } = await setUp()
    const picture = await jpeg()
    const two = formOf(picture)
    two.append('picture', new File([new Uint8Array(picture)], 'second.jpg'))
    const named = new FormData()
    named.set('photo', new File([new Uint8Array(picture)], 'door.jpg'))
    for (const form of [two, named, new FormData()]) {
      expect(await send(picture, { form })).toMatchObject([400, { reason: expect.stringMatching(/form/) }])
    }
    const bare = (type: string) => {
      const { headers } = proofRequest(trackingCode, picture)
      headers.set('content-type', type)
      return new Request(url, { method: 'POST', headers, body: new Uint8Array(picture) })
    }
    expect(await answerTo(bare('image/jpeg'))).toMatchObject([415, {}])
    expect(await answerTo(bare('multipart/form-data; boundary=x'))).toMatchObject([400, {}])
  })

  it('of 20 MB is refused before it is read', async () => {
    const { answerTo, trackingCode } = await setUp()
    let pieces = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pieces += 1
          if (pieces > 20 * 1024) return controller.close()
          controller.enqueue(new Uint8Array(1024))
        },
      },
      { highWaterMark: 0 },
    )
    const { headers } = proofRequest(trackingCode, await jpeg())
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect(await answerTo(new Request(url, init))).toMatchObject([413, {}])
    expect(pieces).toBeLessThan(6 * 1024)
  })

  it('is accepted for an existing, delivered shipment only', async () => {
    const { answerTo, reach } = await setUp()
    for (const code of ['23456789A', '%00', 'x']) {
      expect(await answerTo(proofRequest(code, await jpeg()), code)).toMatchObject([
        404,
        { reason: expect.any(String) },
      ])
    }
    const { trackingCode } = await reach('picked_up')
    expect(await answerTo(proofRequest(trackingCode, await jpeg()), trackingCode)).toEqual([
      409,
      { reason: 'a shipment that is picked_up has no proof of delivery', state: 'picked_up' },
    ])
  })

  it('is refused after one was sent', async () => {
    const { send, counts } = await setUp()
    await send(await jpeg())
    await open().db.update(outbox).set({ state: 'sending' }).where(isPicture)
    expect(await send(await jpeg())).toMatchObject([503, { reason: expect.stringMatching(/try again/) }])
    await open().db.update(outbox).set({ state: 'sent', sealed: null }).where(isPicture)
    expect(await send(await jpeg())).toEqual([409, { reason: 'an earlier picture was sent already' }])
    expect(counts).toEqual(['proof_taken', 'busy', 'illegal'])
  })
})
