import type { ParcelSize } from '#lib/shipping/index.ts'
import { cancelButton, gridOf, menuButton, tapButton } from '../buttons.ts'
import { type Ends, findEnds } from '../find-cities.ts'
import { findSize, sizeOf, sizes } from '../find-size.ts'
import { isCalled, isCommand, type Skill, type SkillDeps } from '../skill.ts'
import { waitFor } from '../topic.ts'
import { type BotReply, say } from '../turn.ts'
import { isOnly, names } from '../words.ts'

type Way = Ends & { size: ParcelSize | null }

const nothing: Way = { from: null, to: null, size: null }

/** These ask a price only beside a city, and of a time or a weight they ask none. */
const howMuch = [
  ...['چقدر میشه', 'چقدر می‌شود', 'چقدره', 'چقدر است', 'چقدر در میاد', 'چقدر باید بدم', 'چقدر پول', 'چقدر میگیرید'],
  ...['چقد میشه', 'چقده', 'چقد در میاد', 'چقدر میگیرین', 'cheghadr mishe', 'cheghad mishe'],
]
const ofSomethingElse = ['زمان', 'مدت', 'طول', 'روز', 'روزه', 'ساعت', 'ساعته', 'وزن', 'وزنش', 'فاصله']

const asksHowMuch = (words: readonly string[]): boolean => names(words, howMuch) && !names(words, ofSomethingElse)

/** The price between two cities for a size. What is missing is asked for, and what was said is kept until then. */
export const price: Skill<Way> = {
  name: 'price',
  words: ['قیمت', 'قیمت ارسال', 'هزینه', 'کرایه', 'تعرفه', 'نرخ', 'چنده', 'چند میشه', 'چند تومن', 'price'],
  entry: { icon: 'TOMAN_SIGN', caption: (texts) => texts.price.caption },
  async matches(heard, deps) {
    const called = isCalled(heard, price)
    if (heard.kind === 'other') return null
    if (heard.kind === 'tap') return called ? await knownWay(deps, heard.data) : null
    // «قیمت» alone starts over, as its button does; «چنده؟» to an open question is impatience.
    const fresh = isOnly(heard.words, ['قیمت', 'قیمت ارسال', 'price'])
    if (isCommand(heard, deps.skills) && !called) return null
    const open = heard.topic?.skill === 'price' && !fresh ? heard.topic : null
    const [from, to, size] = open?.notes ?? []
    const known = await knownWay(deps, { from, to, size })
    const ends = findEnds(heard.words, await deps.cities(), known)
    const way = { ...ends, size: findSize(heard.words) ?? known.size }
    const added = way.from !== known.from || way.to !== known.to || way.size !== known.size
    const whole = way.from !== null && way.to !== null
    const asked = called || (added && asksHowMuch(heard.words))
    return asked || (open ? added : whole) ? way : null
  },
  async answer(deps, { conversationId }, way) {
    const { from, to, size } = way
    if (from === null || to === null || size === null) return await ask(deps, conversationId, way)
    const named = await namesOf(deps)
    const texts = deps.texts.price
    await deps.talk.set(conversationId, null)
    const shown = { from: named(from) ?? '', to: named(to) ?? '', size }
    const found = deps.price({ from, to, size })
    const menu = gridOf([menuButton(deps.texts)])
    if (found === 'nothing_offered') return say(texts.nothingOffered, menu)
    return say(found ? texts.offers(shown, found) : texts.nobody(shown), menu)
  },
  async again(deps, { conversationId }, [from, to, size]) {
    return await ask(deps, conversationId, await knownWay(deps, { from, to, size }))
  },
}

/** Asks for what is missing, and notes what is known. */
async function ask(deps: SkillDeps, conversationId: string, { from, to, size }: Way): Promise<BotReply> {
  const texts = deps.texts.price
  const named = await namesOf(deps)
  const notes = [from, to, size].map((part) => part ?? '')
  await waitFor(deps, conversationId, 'price', notes)
  if (from === null || to === null) {
    return say(texts.askCities({ from: named(from), to: named(to) }), gridOf([cancelButton(deps.texts)]))
  }
  const choices = sizes.map((one) => tapButton({ caption: texts.sizes[one] }, { skill: 'price', from, to, size: one }))
  const shown = { from: named(from) ?? '', to: named(to) ?? '' }
  return say(texts.askSize(shown), gridOf([...choices, cancelButton(deps.texts)]))
}

async function namesOf(deps: SkillDeps): Promise<(slug: string | null) => string | null> {
  const cities = await deps.cities()
  return (slug) => cities.find((city) => city.slug === slug)?.display ?? null
}

/** What of a button's data or of a topic is still true: hints, both. */
async function knownWay(deps: SkillDeps, said: { from?: string; to?: string; size?: string }): Promise<Way> {
  if (!said.from && !said.to && !said.size) return nothing
  const cities = await deps.cities()
  const known = (slug: string | undefined) => cities.find((city) => city.slug === slug)?.slug ?? null
  return { from: known(said.from), to: known(said.to), size: sizeOf(said.size) }
}
