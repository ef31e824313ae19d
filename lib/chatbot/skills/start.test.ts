import { describe, expect, it } from 'vitest'
import { buttonsOf, chatbotWorld, textOf } from '../testing.ts'
import { touchPoints } from '../texts.ts'

describe("the chatbot's /start command", () => {
  it.each([
    ['MY_POST', 'AZir15UU'],
    ['MY_DIVAR', null],
    ['DIVAR_PRO', null],
    ['CHAT', '6b3d5cf7-9291-4fa9-892a-9d07e300daea'],
    ['DEMAND_POST', 'AZir15UU'],
  ])('greets users from %s, with and without the id', async (touchPoint, id) => {
    const world = chatbotWorld()
    const plain = await world.say(`/start ${touchPoint}`)
    const known = touchPoints.find((one) => one === touchPoint) ?? null
    expect(textOf(plain)).toBe(world.deps.texts.start.greeting(known))
    expect(textOf(plain)).not.toBe(world.deps.texts.start.greeting(null))
    expect(buttonsOf(plain).map(({ caption }) => caption)).toEqual([
      'سفارش‌های من',
      'پیگیری با کد',
      'قیمت ارسال',
      'راهنما',
      'پشتیبانی',
      'بازی دوز',
    ])
    if (id !== null) expect(await world.say(`/start ${touchPoint} ${id}`)).toEqual(plain)
  })

  it.each(['/start', ' /START ', '/start something else', '/start __proto__', '/start ‎'])(
    'greets users by the unknown parameter «%s» like others',
    async (text) => {
      const world = chatbotWorld()
      expect(textOf(await world.say(text))).toBe(world.deps.texts.start.greeting(null))
    },
  )

  it('does not use its id: no port is called and nothing is said of it', async () => {
    const world = chatbotWorld()
    world.links.set('6b3d5cf7-9291-4fa9-892a-9d07e300daea', 'user')
    world.byCode.set('XK4M7P2QU', { state: 'picked_up', city: 'شیراز' })
    for (const id of ['6b3d5cf7-9291-4fa9-892a-9d07e300daea', 'XK4M7P2QU', 'tehran shiraz small']) {
      for (const touchPoint of [...touchPoints, 'OTHER']) {
        expect(JSON.stringify(await world.say(`/start ${touchPoint} ${id}`))).not.toContain(id)
      }
    }
    expect(world.calls).toEqual([])
    expect(world.topics.size).toBe(0)
  })

  it('is not recognised within a message or as the prefix of another command', async () => {
    const world = chatbotWorld()
    for (const text of ['/startle', 'بنویس /start'])
      expect(textOf(await world.say(text))).not.toBe(world.deps.texts.start.greeting(null))
  })
})
