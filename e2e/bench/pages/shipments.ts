import { randomUUID } from 'node:crypto'
import { chromium } from '@playwright/test'
import { browserFlags, findChromium } from '../../support/chromium.ts'
import { callAsDivar } from '../../support/divar-call.ts'
import { expectAt, readTrackingCode, walkTo } from '../../support/journey.ts'
import type { Stack } from '../../support/stack.ts'
import { openRows } from '../rows.ts'
import type { Watched } from './run.ts'

export type Shipment = Watched & { trackingCode: string; pageUrl: string }

export type Seat = { url: string; cookie: string; conversationId: string }

/** As many streams as the app lets one session have. */
const seatsPerSession = 4

/**
 * Shipments that wait for the carrier, each with a seat that may watch it. The seats come through launches; one shipment
 * is booked in a browser, and its rows are copied for all conversations while the app rests.
 */
export async function makeShipments(stack: Stack, count: number): Promise<Shipment[]> {
  const model = await bookOne(stack)
  const seats: Seat[] = []
  for (let session = 0; seats.length < count; session += 1) {
    seats.push(...(await openSeats(stack, session, Math.min(seatsPerSession, count - seats.length))))
  }
  await stack.app.stop()
  const codes = await copyShipments(stack, model, seats)
  // By the system's own clock, as in production: the tests' is a file that each look reads, twenty times for a page.
  await stack.app.start({ CLOCK_FILE: undefined })
  return seats.map(({ url, cookie }, index) => {
    const pageUrl = `${url}/shipment/${codes[index]}`
    return { trackingCode: codes[index] ?? '', pageUrl, eventsUrl: `${pageUrl}/events`, cookie }
  })
}

/** Through every form, without a message: the bench is not about Divar. */
async function bookOne({ simulator, appUrl }: Stack): Promise<string> {
  const found = findChromium()
  if (!found) throw new Error('No Chromium could be found to book the first shipment with: set $CHROMIUM to one.')
  const browser = await chromium.launch({ executablePath: found.path, args: browserFlags })
  try {
    const page = await browser.newPage()
    const conversationId = simulator.control.conversations()[0]?.id ?? ''
    const { url } = await simulator.control.launch({ conversationId, side: 'SUPPLY' })
    await page.goto(url ?? appUrl)
    await walkTo(page, 'review')
    await page.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
    await expectAt(page, 'result')
    return (await readTrackingCode(page)).replaceAll('-', '')
  } finally {
    await browser.close()
  }
}

/** Several conversations opened by one browser, one after the other, so that they share its session. */
export async function openSeats(stack: Stack, session: number, count: number): Promise<Seat[]> {
  const post = stack.simulator.control.conversations()[0]?.post.token
  const seats: Seat[] = []
  let cookie = ''
  for (let number = 0; number < count; number += 1) {
    const conversationId = `bench-${session}-${number}`
    const body = { source: 'CHAT', user_side: 'DEMAND', conversation_id: conversationId, post_token: post }
    const launch = await callAsDivar(stack, '/api/divar/launch', body)
    const { url } = JSON.parse(launch.text) as { url?: string }
    if (!url) throw new Error(`a launch was answered with ${launch.status}: ${launch.text}`)
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    const given = answer.headers.getSetCookie().find((one) => one.includes('peyk.session='))
    cookie = given?.split(';')[0] ?? cookie
    const seat = seatOf(answer.headers.get('location') ?? '', stack.appUrl)
    seats.push({ url: seat, cookie: '', conversationId })
  }
  return seats.map((seat) => ({ ...seat, cookie }))
}

/** Where a redeemed ticket leads, past the look whether the browser has kept its cookie. */
function seatOf(location: string, appUrl: string): string {
  const to = new URL(location, appUrl).searchParams.get('to') ?? location
  const seat = new URL(to, appUrl)
  if (!/^\/s\/[\w-]+$/.test(seat.pathname)) throw new Error(`a launch led to ${location}`)
  return seat.href
}

/** Column for column what the app wrote, so that this knows only what must differ; accepted. */
async function copyShipments(stack: Stack, model: string, seats: Seat[]): Promise<string[]> {
  const rows = await openRows(stack)
  const codes = seats.map(() => newCode())
  try {
    await rows.query('begin')
    for (const [index, { conversationId }] of seats.entries()) {
      const id = randomUUID()
      const other = { id, tracking_code: codes[index], conversation_id: conversationId, ...accepted }
      await rows.query(
        `insert into shipments select (jsonb_populate_record(s, $2::jsonb)).* from shipments s where s.tracking_code = $1`,
        [model, JSON.stringify(other)],
      )
      await rows.query(
        `insert into shipment_steps select (jsonb_populate_record(t, jsonb_build_object('shipment_id', $2::text))).*
         from shipment_steps t join shipments s on s.id = t.shipment_id where s.tracking_code = $1`,
        [model, id],
      )
    }
    await rows.query('commit')
  } finally {
    await rows.close()
  }
  return codes
}

const accepted = { state: 'accepted', due_at: null, remind_at: null }

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Eight random characters, and one that makes the weighted sum even out. */
export function newCode(): string {
  const places = Array.from({ length: 8 }, () => Math.floor(Math.random() * alphabet.length))
  const sum = places.reduce((total, place, index) => total + place * (index + 2), 0)
  const check = (alphabet.length - (sum % alphabet.length)) % alphabet.length
  return [...places, check].map((place) => alphabet.charAt(place)).join('')
}
