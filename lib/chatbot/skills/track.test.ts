import { describe, expect, it } from 'vitest'
import { newTrackingCode } from '#lib/shipping/index.ts'
import { findCode } from '../find-code.ts'
import { chatbotWorld, limits, textOf } from '../testing.ts'

const code = 'XK4M7P2QU'
const [one, two, three] = [code.slice(0, 3), code.slice(3, 6), code.slice(6)]
const persian = (text: string) => text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
const arabic = (text: string) => text.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)))

function worldWithShipment() {
  const world = chatbotWorld()
  world.byCode.set(code, { state: 'picked_up', city: 'شیراز' })
  return world
}

describe("the chatbot's tracking skill", () => {
  it.each([
    ['alone', code],
    ['in small letters', code.toLowerCase()],
    ['in groups', `${one}-${two}-${three}`],
    ['with spaces', `${one} ${two} ${three}`],
    ['letter by letter', [...code].join(' ')],
    ['with the marks of the chat', `\u2066${one}-${two}-${three}\u2069`],
    ['in Persian digits', persian(code)],
    ['in Arabic digits', arabic(code)],
    ['among words', `سلام، مرسوله ${one}-${two}-${three} کجاست؟`],
    ['after a Latin word', `code ${code}`],
    ['with «سفارش‌های من» around it', `وضعیت سفارش من ${code}`],
    ['in a second line', `سلام\nکد: ${code}`],
  ])('tells state and city for a code %s', async (_, text) => {
    const world = worldWithShipment()
    const told = `مرسولهٔ \u2066${one}-${two}-${three}\u2069\nوضعیت: در راه\nمقصد: \u2068شیراز\u2069`
    expect(textOf(await world.say(text))).toBe(told)
  })

  it('answers a missing code and an invalid one alike', async () => {
    const world = chatbotWorld()
    const wrong = `${code.slice(0, 8)}${code.endsWith('2') ? '3' : '2'}`
    const absent = await world.say(code)
    expect(textOf(absent)).toBe(world.deps.texts.track.notFound)
    expect(await world.say(wrong)).toEqual(absent)
    expect(await world.say(`کد رهگیری ${wrong}`)).toEqual(absent)
  })

  it('asks for a missing code and reads the next message as one', async () => {
    const world = worldWithShipment()
    expect(textOf(await world.tap({ skill: 'track' }))).toBe(world.deps.texts.track.ask)
    expect(textOf(await world.say('XKCD-1'))).toBe(world.deps.texts.track.notFound)
    expect(textOf(await world.say(code))).toContain('در راه')
    expect(world.topics.size).toBe(0)
  })

  it('tells the shipment of a tapped button within the same limit', async () => {
    const world = worldWithShipment()
    expect(textOf(await world.tap({ skill: 'track', code }))).toContain('در راه')
    expect(textOf(await world.tap({ skill: 'track', code: 'none' }))).toBe(world.deps.texts.track.ask)
  })

  it('keeps its question open during another wish and drops it for another question', async () => {
    const world = worldWithShipment()
    await world.say('پیگیری')
    expect(textOf(await world.say('راهنما'))).toBe(world.deps.texts.help.text)
    expect(world.topics.get('bot-1')?.word).toBe('track')
    await world.say('قیمت')
    expect(world.topics.get('bot-1')?.word).toBe('price...')
  })

  it.each([
    ...[
      'کجاست',
      'کجاست؟',
      'پس کجاست',
      'بسته‌ام کجاست',
      'بستم کجاست؟',
      'بسته من کجاست',
      'بسته منو کجا بردید؟',
      'سفارشم کجاست',
    ],
    ...[
      'سفارش من کجاست؟',
      'سفارشمون کجا مونده',
      'مرسوله‌ام الان کجاست',
      'محموله کجاست',
      'پس این بسته کو',
      'پیک کجاست؟',
      'بارم کجا رسیده',
    ],
    ...['kojast', 'baste man kojast'],
  ])('asks for the code after «%s»', async (text) => {
    const world = worldWithShipment()
    expect(textOf(await world.say(text))).toBe(world.deps.texts.track.ask)
  })

  it.each([
    ...[
      'دفترتون کجاست',
      'دفترتون کجاست؟',
      'شعبه شیراز کجاست؟',
      'شعبه‌تون کجاست',
      'آدرستون کجاست',
      'شما کجایید؟',
      'کجا هستید',
      'کجایی؟',
    ],
    ...[
      'انبارتون کجاست',
      'نمایندگی مشهد کجاست',
      'تهران کجاست',
      'شرکتتون کجاست',
      'مغازه کجاست',
      'دفتر پیک کجاست',
      'آدرس دفتر تحویل بسته کجاست',
    ],
    ...['تنظیمات کجاست', 'پشتیبان شما اهل کجاست', 'بسته رو کجا تحویل بدم', 'از کجا سفارش بدم'],
  ])('does not read «%s» as about a parcel', async (text) => {
    const world = worldWithShipment()
    expect(textOf(await world.say(text))).not.toBe(world.deps.texts.track.ask)
    expect(world.topics.get('bot-1')?.word).not.toBe('track')
  })

  it('stops further look-ups after twenty guesses and allows them later', async () => {
    const world = worldWithShipment()
    const guesses = Array.from({ length: 20 }, () => newTrackingCode())
    const said: string[] = []
    for (const guess of guesses) said.push(textOf(await world.say(guess)))
    expect(world.calls.filter((call) => call === 'shipmentByCode')).toHaveLength(limits.lookUps)
    expect(said.slice(limits.lookUps).every((text) => text === world.deps.texts.track.stopped(600))).toBe(true)
    expect(world.deps.texts.track.stopped(600)).toContain('۱۰ دقیقه')
    expect(textOf(await world.say(code))).toBe(world.deps.texts.track.stopped(600))
    expect(textOf(await world.say(code))).not.toContain('در راه')
    world.clock.advance(limits.windowSeconds)
    expect(textOf(await world.say(code))).toContain('در راه')
  })

  it('counts an invalid code as a guess', async () => {
    const world = worldWithShipment()
    for (let guess = 0; guess < limits.lookUps; guess++) await world.say('کد رهگیری ABCD1234')
    expect(textOf(await world.say(code))).toBe(world.deps.texts.track.stopped(600))
  })
})

describe('findCode', () => {
  it.each([
    ['قیمت iphone13p از تهران به شیراز', null],
    ['09123456789', null],
    ['سلام', null],
    ['beautiful', null],
    ['AB12CD34E', { kind: 'lookalike' }],
  ])('reads «%s» as %j', (text, found) => {
    expect(findCode(text, () => null)).toEqual(found)
  })
})
